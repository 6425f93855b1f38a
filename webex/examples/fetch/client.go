package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// Bounds on what a server can make us do.
const (
	maxAnswer   = 16 << 20 // bytes
	maxPages    = 10_000
	maxAttempts = 5
	maxWait     = time.Minute
	forbidWait  = 500 * time.Millisecond
)

// client fetches answers, page by page, and tries again where that may help.
type client struct {
	http  *http.Client
	base  *url.URL
	token string
	// wait waits so long, or until ctx is done.
	wait func(ctx context.Context, d time.Duration) error
	// say tells what else happens than answers.
	say func(format string, args ...any)
}

// sleep is the wait of clients that are in earnest.
func sleep(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return nil
	}
}

// fetch returns what all pages of an answer have.
func fetch[T any](ctx context.Context, c *client, path string, query url.Values, decode func([]byte) ([]T, error)) ([]T, error) {
	var all []T
	next := c.base.JoinPath(path)
	next.RawQuery = query.Encode()
	for range maxPages {
		answer, header, err := c.get(ctx, next)
		if err != nil {
			return nil, err
		}
		values, err := decode(answer)
		if err != nil {
			return nil, fmt.Errorf("GET %s: %w", next.Path, err)
		}
		all = append(all, values...)
		if next, err = c.nextPage(next, header); err != nil || next == nil {
			return all, err
		}
		c.say("GET %s: a further page", next.Path)
	}
	return nil, fmt.Errorf("GET %s: more than %d pages", next.Path, maxPages)
}

// nextPage returns the page that the header Link leads to, or nil. It must be on the
// same server: another one has no business with our token.
func (c *client) nextPage(page *url.URL, header http.Header) (*url.URL, error) {
	link := nextLink(header.Values("Link"))
	if link == "" {
		return nil, nil
	}
	next, err := page.Parse(link)
	if err != nil {
		return nil, fmt.Errorf("GET %s: the link to the next page: %w", page.Path, err)
	}
	if next.Scheme != c.base.Scheme || next.Host != c.base.Host {
		return nil, fmt.Errorf("GET %s: the next page is on another server, %q", page.Path, next.Host)
	}
	return next, nil
}

// nextLink returns the target of the link with rel="next" (RFC 8288).
func nextLink(headers []string) string {
	for _, header := range headers {
		for link := range strings.SplitSeq(header, ",") {
			target, parameters, ok := strings.Cut(strings.TrimSpace(link), ">")
			if ok && strings.HasPrefix(target, "<") && strings.Contains(strings.ReplaceAll(parameters, " ", ""), `rel="next"`) {
				return target[1:]
			}
		}
	}
	return ""
}

// get returns the answer for a URL. A server that is busy is asked again when it
// says, one that forbids is asked once more: a customer's organization may not know of
// its partner's token at once.
func (c *client) get(ctx context.Context, from *url.URL) (answer []byte, header http.Header, err error) {
	forbidden := false
	for range maxAttempts {
		status, answer, header, err := c.once(ctx, from)
		var pause time.Duration
		switch {
		case err != nil:
			return nil, nil, err
		case status == http.StatusOK:
			return answer, header, nil
		case status == http.StatusTooManyRequests:
			pause = retryAfter(header)
		case status == http.StatusForbidden && !forbidden:
			forbidden, pause = true, forbidWait
		default:
			return nil, nil, fmt.Errorf("GET %s: %d %s: %.200q", from.Path, status, http.StatusText(status), answer)
		}
		c.say("GET %s: %d %s, again in %v", from.Path, status, http.StatusText(status), pause)
		if err := c.wait(ctx, pause); err != nil {
			return nil, nil, err
		}
	}
	return nil, nil, fmt.Errorf("GET %s: refused %d times", from.Path, maxAttempts)
}

// retryAfter returns how long the server wants us to wait.
func retryAfter(header http.Header) time.Duration {
	seconds, err := strconv.Atoi(cmp.Or(header.Get("Retry-After"), "1"))
	if err != nil || seconds < 0 || seconds > int(maxWait/time.Second) {
		return maxWait
	}
	return time.Duration(seconds) * time.Second
}

func (c *client) once(ctx context.Context, from *url.URL) (status int, answer []byte, header http.Header, err error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, from.String(), nil)
	if err != nil {
		return 0, nil, nil, err
	}
	request.Header.Set("Authorization", "Bearer "+c.token)
	response, err := c.http.Do(request)
	if err != nil {
		return 0, nil, nil, err
	}
	defer func() { err = errors.Join(err, response.Body.Close()) }()
	answer, err = io.ReadAll(io.LimitReader(response.Body, maxAnswer+1))
	if err == nil && len(answer) > maxAnswer {
		err = fmt.Errorf("GET %s: the answer has more than %d bytes", from.Path, maxAnswer)
	}
	return response.StatusCode, answer, response.Header, err
}
