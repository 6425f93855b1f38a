package partnerhub

// Language is a language that labels and sentences are written in. The zero
// Language is English. Its text is the language's code: en, de.
//
// A further language is a further column of the tables of texts.
type Language uint8

// The languages.
const (
	English Language = iota
	German
)

var languageNames = enumNames{"en", "de"}

const languageCount = int(German) + 1

// ParseLanguage returns the language of a code, or an error with the valid codes.
func ParseLanguage(code string) (Language, error) {
	var language Language
	err := unmarshalEnum(&language, languageNames, "language", []byte(code))
	return language, err
}

// String returns the code of the language.
func (l Language) String() string { return languageNames.string("Language", uint8(l)) }

// MarshalText writes what String returns; it fails on an invalid value.
func (l Language) MarshalText() ([]byte, error) { return languageNames.marshal("language", uint8(l)) }

// UnmarshalText reads what MarshalText writes.
func (l *Language) UnmarshalText(text []byte) error {
	return unmarshalEnum(l, languageNames, "language", text)
}

// wording is a text in each language.
type wording [languageCount]string

// in returns the text in a language, in English for an invalid one.
func (t *wording) in(language Language) string {
	if int(language) >= len(t) {
		language = English
	}
	return t[language]
}

// Label returns what a screen calls the status, such as "Expiring soon"; "" for
// StatusNone and an invalid status.
func (s Status) Label(language Language) string { return s.Condition().Label(language) }

// Label returns what a screen calls the condition, such as "Nearing expiration";
// "" for the zero Condition and an invalid one.
func (c Condition) Label(language Language) string {
	if !c.valid() {
		return ""
	}
	return definitions[c].label.in(language)
}
