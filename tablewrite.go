package partnerhub

import (
	"io"
	"strings"
	"unicode"
)

// CSVOptions are options of [Table.WriteCSV]. The zero CSVOptions is safe to open
// in a spreadsheet.
type CSVOptions struct {
	// KeepFormulas writes texts of the data as they are. Without it, a text that
	// a spreadsheet would take for a formula gets an apostrophe in front, for
	// anybody can name a customer =HYPERLINK(...), and so does what follows a
	// semicolon or a tab in it. Numbers are never changed.
	KeepFormulas bool
}

// WriteCSV writes the table as RFC 4180 has it: a line of labels, then one for
// each row, each ended by CR LF, in UTF-8 without a byte order mark. It returns
// the first error of the writer.
func (t Table) WriteCSV(w io.Writer, options CSVOptions) error {
	if err := writeRecord(w, t.Columns()); err != nil {
		return err
	}
	for row := range t.Rows() {
		for i, c := range t.columns {
			if c.kind == dataText && !options.KeepFormulas {
				row[i] = withoutFormula(row[i])
			}
		}
		if err := writeRecord(w, row); err != nil {
			return err
		}
	}
	return nil
}

// writeRecord writes a line of CSV. Package encoding/csv would make CR LF of each
// LF in a text, or end lines by LF alone.
func writeRecord(w io.Writer, fields []string) error {
	quoted := make([]string, len(fields))
	for i, field := range fields {
		quoted[i] = field
		if field == "" && len(fields) == 1 || strings.ContainsAny(field, "\",\r\n") || strings.TrimSpace(field) != field {
			quoted[i] = `"` + strings.ReplaceAll(field, `"`, `""`) + `"`
		}
	}
	_, err := io.WriteString(w, strings.Join(quoted, ",")+"\r\n")
	return err
}

// formulaStarts begin a formula in some spreadsheet, full-width forms among them.
const formulaStarts = "=+-@|%＝＋－＠"

// withoutFormula returns a text that no spreadsheet takes for a formula, nor for
// several cells of which one is: some part cells at semicolons or tabs.
func withoutFormula(text string) string {
	var out strings.Builder
	for rest := text; rest != ""; {
		end := strings.IndexAny(rest, ";\t") + 1
		if end == 0 {
			end = len(rest)
		}
		cell := rest[:end]
		if beginsFormula(cell) {
			out.WriteByte('\'')
		}
		out.WriteString(cell)
		rest = rest[end:]
	}
	return out.String()
}

func beginsFormula(cell string) bool {
	ignored := func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) || r == '\ufeff' || r == '\u200b' }
	start := strings.TrimLeftFunc(cell, ignored)
	return strings.HasPrefix(cell, "\t") || strings.HasPrefix(cell, "\r") || strings.HasPrefix(cell, "\n") ||
		start != "" && strings.ContainsRune(formulaStarts, []rune(start)[0])
}

// WriteMarkdown writes the table as a table of GitHub's Markdown, numbers to the
// right. Whatever a text of the data contains, it stays a text in its cell: line
// breaks become spaces, and what would be markup is escaped. It returns the first
// error of the writer.
func (t Table) WriteMarkdown(w io.Writer) error {
	if len(t.columns) == 0 {
		return nil
	}
	rules := make([]string, len(t.columns))
	for i, c := range t.columns {
		rules[i] = "---"
		if c.kind == number {
			rules[i] = "--:"
		}
	}
	if err := writeMarkdownRow(w, t.Columns()); err != nil {
		return err
	}
	if err := writeMarkdownRow(w, rules); err != nil {
		return err
	}
	for row := range t.Rows() {
		for i, c := range t.columns {
			if c.kind != number {
				row[i] = escapeMarkdown(row[i])
			}
		}
		if err := writeMarkdownRow(w, row); err != nil {
			return err
		}
	}
	return nil
}

func writeMarkdownRow(w io.Writer, cells []string) error {
	_, err := io.WriteString(w, "| "+strings.Join(cells, " | ")+" |\n")
	return err
}

// escapeMarkdown returns a text as one line without markup.
func escapeMarkdown(text string) string {
	var out strings.Builder
	for _, r := range text {
		switch {
		case r == '\u2028' || r == '\u2029' || unicode.IsControl(r):
			out.WriteByte(' ')
			continue
		case r < unicode.MaxASCII && (unicode.IsPunct(r) || unicode.IsSymbol(r)) && !strings.ContainsRune("-,;()/?%", r):
			out.WriteByte('\\')
		}
		out.WriteRune(r)
	}
	return out.String()
}
