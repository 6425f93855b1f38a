package query

type tokenKind uint8

const (
	tokenEnd tokenKind = iota
	tokenWord
	tokenString
	tokenAnd
	tokenOr
	tokenNot
	tokenOpen
	tokenClose
	tokenComma
	tokenOp
	// tokenForeign is an operator of other languages, read as one token so
	// that the fault can name ours.
	tokenForeign
	tokenFault
)

// token is a piece of the input. A quoted segment of a path is part of the word
// it follows: a."b c".d is one word.
type token struct {
	kind tokenKind
	op   Op
	// spaced tells whether white space or nothing is before the token.
	spaced bool
	span   Span
	fault  *Error
}

// foreign are the operators that people bring along from elsewhere, with what
// they are written as here.
var foreign = [...]struct{ sign, ours string }{
	{"==", "="},
	{"=>", ">="},
	{"=<", "<="},
	{"<>", "!="},
	{"=~", ":"},
	{"&&", "AND"},
	{"||", "OR"},
}

// ours returns what a foreign operator is written as; a lone ! has no fixed
// counterpart.
func ours(sign string) string {
	for _, f := range foreign {
		if f.sign == sign {
			return f.ours
		}
	}
	return "!="
}

// keyword returns the kind of a keyword, and tokenWord for any other word.
func keyword(word string) tokenKind {
	switch word {
	case "AND":
		return tokenAnd
	case "OR":
		return tokenOr
	case "NOT":
		return tokenNot
	}
	return tokenWord
}
