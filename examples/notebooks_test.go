package examples_test

import (
	"flag"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/partnerhub/partnerhub/internal/notebook"
)

var update = flag.Bool("update", false, "write the pages that the notebooks are compared with")

// programs are the notebooks, in the order in which somebody new reads them.
var programs = []string{
	"quickstart", "statuses", "filters", "renewals", "lowassignment", "trend", "changes", "whatif", "scopes", "merging", "ownsource",
}

// others are the folders here that are none.
var others = []string{"internal", "report"}

const pages = "../docs/notebooks"

// The pages are what the programs say, print and are.
func TestNotebooks(t *testing.T) {
	openFolders(t)
	want, err := notebook.Pages(run(t, build(t)))
	require.NoError(t, err)
	if *update {
		write(t, want)
	}
	got := read(t)
	const hint = "if that is meant: go test ./examples -update"
	require.ElementsMatch(t, slices.Collect(maps.Keys(want)), slices.Collect(maps.Keys(got)), hint)
	for _, name := range slices.Sorted(maps.Keys(want)) {
		require.Empty(t, difference(got[name], want[name]), "%s is not what the program gives; %s", name, hint)
	}
}

// openFolders opens all folders of the module. The go command remembers the result
// of a test for as long as what the test itself opens is the same; it does not
// know what the programs are made of.
func openFolders(t *testing.T) {
	require.NoError(t, filepath.WalkDir("..", func(_ string, entry fs.DirEntry, err error) error {
		if err == nil && entry.IsDir() && entry.Name() == ".git" {
			return fs.SkipDir
		}
		return err
	}))
}

// build builds the programs and returns the folder where they are.
func build(t *testing.T) string {
	folder := t.TempDir()
	command := exec.CommandContext(t.Context(), "go", "build", "-o", folder+string(filepath.Separator))
	for _, name := range programs {
		command.Args = append(command.Args, "./"+name)
	}
	output, err := command.CombinedOutput()
	require.NoError(t, err, "%s", output)
	return folder
}

// run runs the programs on two sides of the date line. They say the same there, and
// have nothing to complain about.
func run(t *testing.T, folder string) []notebook.Program {
	var list []notebook.Program
	for _, name := range programs {
		source, err := os.ReadFile(filepath.Join(name, "main.go"))
		require.NoError(t, err)
		output := outputOf(t, filepath.Join(folder, name), "TZ=Pacific/Kiritimati", "LANG=C")
		require.Equal(t, output, outputOf(t, filepath.Join(folder, name), "TZ=Pacific/Pago_Pago", "LANG=de_DE.UTF-8"), name)
		list = append(list, notebook.Program{Name: name, Source: string(source), Output: output})
	}
	return list
}

func outputOf(t *testing.T, program string, environment ...string) string {
	var output, complaints strings.Builder
	command := exec.CommandContext(t.Context(), program)
	command.Dir, command.Env = t.TempDir(), append(os.Environ(), environment...)
	command.Stdout, command.Stderr = &output, &complaints
	err := command.Run()
	require.Empty(t, complaints.String(), program)
	require.NoError(t, err, program)
	return output.String()
}

// read returns the pages that there are.
func read(t *testing.T) map[string]string {
	files := map[string]string{}
	entries, err := os.ReadDir(pages)
	require.NoError(t, err)
	for _, entry := range entries {
		page, err := os.ReadFile(filepath.Join(pages, entry.Name()))
		require.NoError(t, err)
		files[entry.Name()] = string(page)
	}
	return files
}

// write makes the pages those that are wanted.
func write(t *testing.T, want map[string]string) {
	require.NoError(t, os.RemoveAll(pages))
	require.NoError(t, os.Mkdir(pages, 0o755))
	for name, page := range want {
		require.NoError(t, os.WriteFile(filepath.Join(pages, name), []byte(page), 0o644))
	}
}

// Each folder is a notebook, or says why not.
func TestFolders(t *testing.T) {
	entries, err := os.ReadDir(".")
	require.NoError(t, err)
	var found []string
	for _, entry := range entries {
		if _, err := os.Stat(filepath.Join(entry.Name(), "go.mod")); entry.IsDir() && err != nil && !slices.Contains(others, entry.Name()) {
			found = append(found, entry.Name())
		}
	}
	require.ElementsMatch(t, programs, found)
}
