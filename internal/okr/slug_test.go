package okr

import "testing"

func TestSlug(t *testing.T) {
	for text, want := range map[string]string{
		"payments": "payments", "Payments Team": "payments-team", "  R&D / Search ": "r-d-search", "seller--growth": "seller-growth", "Zürich": "z-rich", "÷": "", "": "",
	} {
		if got := Slug(text); got != want || got != "" && !IsSlug(got) {
			t.Errorf("Slug(%q) = %q, want %q", text, got, want)
		}
	}
	for text, want := range map[string]bool{"a": true, "7-eleven": true, "a-": true, "-a": false, "": false, "A": false, "a b": false, "a_b": false, "é": false, "aéa": false} {
		if got := IsSlug(text); got != want {
			t.Errorf("IsSlug(%q) = %v", text, got)
		}
	}
}
