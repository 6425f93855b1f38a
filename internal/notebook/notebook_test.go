package notebook_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/partnerhub/partnerhub/internal/notebook"
)

// greeting is written in lines, since Go has no raw text with a ` in it. Here a ' stands
// for it.
const greeting = `// Greeting: hello in
// two lines.
//
// What the program is about; docs/filter.md says more.
//
// Another paragraph.
package main

import "fmt"

// hello is part of the beginning, with its comment.
const hello = "hello"

// ## A helper
//
// It has 'prose', and no output.

// twice says it twice.
func twice() {
	fmt.Println(hello)
	fmt.Println(hello)
}

func main() {
	fmt.Println("## Say it")
	// In two
	// lines.
	twice() // see above

	if hello != "" {
		// A comment in the code.
		fmt.Println("'''")
	}

	fmt.Println("\n## Say \"it\" again")
	// Once more.

	// Not prose any more.
	twice()
}

func unused() {}
`

const said = "## Say it\nhello\nhello\n```\n\n## Say \"it\" again\n\nhello\n  hello\n\n"

const greetingPage = `<!-- go test ./examples -update writes this page from examples/greeting. -->

# Greeting

What the program is about; [docs/filter.md](../filter.md) says more.

Another paragraph.

'''sh
go run ./examples/greeting
'''

'''go
import "fmt"

// hello is part of the beginning, with its comment.
const hello = "hello"
'''

## A helper

It has 'prose', and no output.

'''go
// twice says it twice.
func twice() {
	fmt.Println(hello)
	fmt.Println(hello)
}
'''

## Say it

In two
lines.

''''go
twice() // see above

if hello != "" {
	// A comment in the code.
	fmt.Println("'''")
}
''''

''''text
hello
hello
'''
''''

## Say "it" again

Once more.

'''go
// Not prose any more.
twice()

func unused() {}
'''

'''text
hello
  hello
'''

[The whole program](../../examples/greeting/main.go) · next: [Farewell](bye.md) · [all notebooks](README.md)
`

const farewell = `// Farewell: bye.
//
// Short.
package main

func main() {
	fmt.Println("## The end")
	// So long.
	bye()
}
`

const ended = "## The end\nbye\n"

const farewellPage = `<!-- go test ./examples -update writes this page from examples/bye. -->

# Farewell

Short.

'''sh
go run ./examples/bye
'''

## The end

So long.

'''go
bye()
'''

'''text
bye
'''

[The whole program](../../examples/bye/main.go) · [all notebooks](README.md)
`

func ticks(text string) string { return strings.ReplaceAll(text, "'", "`") }

func TestPages(t *testing.T) {
	pages, err := notebook.Pages([]notebook.Program{
		{Name: "greeting", Source: ticks(greeting), Output: said},
		{Name: "bye", Source: farewell, Output: ended},
	})
	require.NoError(t, err)
	require.Len(t, pages, 3)
	require.Equal(t, ticks(greetingPage), pages["greeting.md"])
	require.Equal(t, ticks(farewellPage), pages["bye.md"])
	require.True(t, strings.HasSuffix(pages["README.md"], ticks(`
| | | |
|---|---|---|
| [Greeting](greeting.md) | hello in two lines | 'go run ./examples/greeting' |
| [Farewell](bye.md) | bye | 'go run ./examples/bye' |
`)), pages["README.md"])
}

func TestNoPrograms(t *testing.T) {
	pages, err := notebook.Pages(nil)
	require.NoError(t, err)
	require.Len(t, pages, 1)
	require.True(t, strings.HasSuffix(pages["README.md"], "\n|---|---|---|\n"))
}

// Each test makes one thing of the farewell wrong.
func TestFaults(t *testing.T) {
	for name, c := range map[string]struct{ replace, by, output, want string }{
		"another package": {"package main", "package bye", ended, "the file is not one of package main"},
		"no comment":      {farewell[:strings.Index(farewell, "package")], "", ended, `the comment of the package does not begin with "Title: summary."`},
		"no title":        {"Farewell: bye.", ": bye.", ended, `the comment of the package does not begin with "Title: summary."`},
		"no summary":      {"Farewell: bye.", "Farewell.", ended, `the comment of the package does not begin with "Title: summary."`},
		"no introduction": {"//\n// Short.\n", "", ended, "the introduction has no prose"},
		"no heading":      {`fmt.Println("## The end")`, "hello()", "bye\n", `it prints "bye" before the first heading`},
		"no section":      {`fmt.Println("## The end")`, "hello()", "\n", "it has no section"},
		"no prose":        {"\t// So long.\n", "", ended, `the section "The end" has no prose`},
		"empty prose":     {"// So long.", "//", ended, `the section "The end" has no prose`},
		"no code":         {"\tbye()\n", "", ended, `the section "The end" has no code`},
		"number in prose": {"So long.", "So long, 2 friends.", ended, `the section "The end" has a number in its prose, where no output changes it: "So long, 2 friends."`},
		"number at first": {"Short.", "In 1 minute.", ended, `the introduction has a number in its prose, where no output changes it: "In 1 minute."`},
		"prints nothing":  {"", "", "## The end\n\n", `the section "The end" prints nothing`},
		"prints early":    {"", "", "oh\n## The end\nbye\n", `it prints "oh" before the first heading`},
		"no output":       {"", "", "\n", `it does not print the heading "The end"`},
		"another heading": {"", "", "## The ending\nbye\n", `it prints the heading "The ending", which main does not have next`},
		"twice":           {"", "", "## The end\nbye\n## The end\n", `it prints the heading "The end", which main does not have next`},
		"not in main":     {"func main() {\n", "func start() {\n", ended, `it prints the heading "The end", which main does not have next`},
		"deep in main":    {"\tfmt.Println", "\t\tfmt.Println", ended, `it prints the heading "The end", which main does not have next`},
		"marked in main":  {`fmt.Println("## The end")`, "// ## The end", ended, `it prints the heading "The end", which main does not have next`},
	} {
		t.Run(name, func(t *testing.T) {
			require.Contains(t, farewell, c.replace)
			source := strings.Replace(farewell, c.replace, c.by, 1)
			_, err := notebook.Pages([]notebook.Program{{Name: "bye", Source: source, Output: c.output}})
			require.EqualError(t, err, "examples/bye: "+c.want)
		})
	}
}
