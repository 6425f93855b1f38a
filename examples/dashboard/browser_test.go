package main

import (
	"context"
	"errors"
	"net/http/httptest"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	cdppage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
	"github.com/stretchr/testify/require"
)

// The browser tests drive a Chromium of this machine. Without one they skip, unless
// PARTNERHUB_REQUIRE_SERVICES is 1.

// patience is how long a page may take on a slow machine. Nothing waits that long
// unless it fails.
const patience = 60 * time.Second

// chromium is the browser of all tests, which starts once.
var chromium = sync.OnceValues(startChromium)

// stopChromium is what TestMain calls at the end.
var stopChromium = func() {}

func TestMain(m *testing.M) {
	status := m.Run()
	stopChromium()
	os.Exit(status)
}

var errNoBrowser = errors.New("there is no Chromium (chromium, chromium-browser, google-chrome)")

func startChromium() (context.Context, error) {
	program := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil && program == "" {
			program = path
		}
	}
	if program == "" {
		return nil, errNoBrowser
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(program), chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.Flag("disable-quic", true),
		chromedp.Flag("disable-component-update", true),
		chromedp.WSURLReadTimeout(patience),
	)
	allocator, stop := chromedp.NewExecAllocator(context.Background(), options...)
	browser, closeBrowser := chromedp.NewContext(allocator)
	stopChromium = func() { closeBrowser(); stop() }
	return browser, chromedp.Do(browser)
}

// window is a tab with a profile of its own that looks at a server of its own.
type window struct {
	t      *testing.T
	ctx    context.Context
	server *httptest.Server

	mu       sync.Mutex
	requests []string
	console  []string
}

func newWindow(t *testing.T) *window { return windowOf(t, testServer(t)) }

func windowOf(t *testing.T, s *server) *window {
	browser, err := chromium()
	if errors.Is(err, errNoBrowser) && os.Getenv("PARTNERHUB_REQUIRE_SERVICES") != "1" {
		t.Skip(err)
	}
	require.NoError(t, err)
	w := &window{t: t, server: httptest.NewServer(s.handler())}
	t.Cleanup(w.server.Close)
	tab, closeTab := chromedp.NewContext(browser, chromedp.WithNewBrowserContext(), chromedp.WithListener(w.listen))
	t.Cleanup(closeTab)
	require.NoError(t, chromedp.Do(tab)) // the tab lives as long as the context of its first run
	w.ctx = tab
	w.size(1280, 900)
	return w
}

// listen notes what the tab asks for, and what it complains about.
func (w *window) listen(event any) {
	w.mu.Lock()
	defer w.mu.Unlock()
	switch e := event.(type) {
	case *network.EventRequestWillBeSent:
		w.requests = append(w.requests, e.Request.URL)
	case *runtime.EventConsoleAPICalled:
		w.console = append(w.console, "console: "+string(e.Type))
	case *runtime.EventExceptionThrown:
		w.console = append(w.console, e.ExceptionDetails.Text)
	case *log.EventEntryAdded:
		w.console = append(w.console, e.Entry.Text)
	}
}

// try does something, for as long as one has patience.
func (w *window) try(do func(context.Context) error, what ...any) {
	w.t.Helper()
	ctx, cancel := context.WithTimeout(w.ctx, patience)
	defer cancel()
	require.NoError(w.t, do(ctx), what...)
}

func (w *window) do(actions ...chromedp.Action[chromedp.Void]) {
	w.t.Helper()
	w.try(func(ctx context.Context) error { return chromedp.Do(ctx, actions...) })
}

func (w *window) size(width, height int64) { w.do(chromedp.EmulateViewport(width, height)) }

// open goes to a page.
func (w *window) open(path string) { w.do(chromedp.Navigate(w.server.URL + path)) }

// follow does what leads to another page, waits for that and returns its status.
func (w *window) follow(actions ...chromedp.Action[chromedp.Void]) (status int64) {
	w.t.Helper()
	w.try(func(ctx context.Context) error {
		response, err := chromedp.RunResponse(ctx, actions...)
		if err == nil {
			status = response.Status
		}
		return err
	})
	return status
}

// click follows the first link or button of that text.
func (w *window) click(tag, text string) {
	w.t.Helper()
	w.follow(chromedp.Click(chromedp.Search(`//` + tag + `[normalize-space(.)="` + text + `"]`)))
}

// back goes back. The page may come from the browser's memory, without a request.
func (w *window) back() {
	w.t.Helper()
	w.try(func(ctx context.Context) error {
		_, err := chromedp.Run(ctx, chromedp.WaitEvent(cdppage.FrameNavigated, nil,
			chromedp.Evaluate[chromedp.Void]("history.back()")))
		return err
	})
}

// enter is the Enter key. Unlike in chromedp.KeyEvent, a page that takes the key
// keeps the browser from sending the form.
var enter = chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
	key := input.DispatchKeyEventParams{Type: input.DispatchKeyEventTypeKeyDown, Key: "Enter", Code: "Enter", Text: kb.Enter, WindowsVirtualKeyCode: '\r'}
	if _, err := cdp.Call(ctx, target, input.DispatchKeyEvent, key); err != nil {
		return err
	}
	key.Type, key.Text = input.DispatchKeyEventTypeKeyUp, ""
	_, err := cdp.Call(ctx, target, input.DispatchKeyEvent, key)
	return err
})

// signIn signs in as whoever the button names.
func (w *window) signIn(name string) {
	w.t.Helper()
	w.open("/")
	w.follow(chromedp.Click(chromedp.Search(`//button[strong[normalize-space(.)="` + name + `"]]`)))
}

// value evaluates an expression.
func value[T any](w *window, expression string) (result T) {
	w.t.Helper()
	w.try(func(ctx context.Context) (err error) {
		result, err = chromedp.Run(ctx, chromedp.Evaluate[T](expression))
		return err
	}, expression)
	return result
}

// wait waits until an expression is true.
func (w *window) wait(expression string) {
	w.t.Helper()
	w.try(func(ctx context.Context) error {
		_, err := chromedp.Run(ctx, chromedp.Poll[chromedp.Void](expression, chromedp.WithPollingTimeout(patience)))
		return err
	}, expression)
}

// picture returns what is seen, as PNG.
func (w *window) picture() (png []byte) {
	w.t.Helper()
	w.try(func(ctx context.Context) (err error) {
		png, err = chromedp.Run(ctx, chromedp.CaptureScreenshot())
		return err
	})
	return png
}

// close checks what holds of every visit: nothing was asked of another host (a
// browser has the icons of its own fields as data), and the console has only what
// was expected.
func (w *window) close(expected ...string) {
	w.t.Helper()
	w.mu.Lock()
	defer w.mu.Unlock()
	require.NotEmpty(w.t, w.requests)
	for _, url := range w.requests {
		require.True(w.t, strings.HasPrefix(url, w.server.URL+"/") || strings.HasPrefix(url, "data:"), url)
	}
	require.Equal(w.t, expected, w.console)
}
