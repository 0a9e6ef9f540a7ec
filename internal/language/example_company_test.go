package language

import (
	"bufio"
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// The example company's OKRs are meant to be good ones: none may be accused.
// A title without a number is judged with those of its fields, as the checks do.
func TestExampleCompany(t *testing.T) {
	r := NewReader(Vocabulary{})
	judged := 0
	accuse := func(path, text string, j Judgement) {
		if j.Verdict == Output || j.Verdict == Task || j.Verdict == Metric {
			t.Errorf("%s: %q is %s (sure: %v)", path, text, j.Verdict, j.Sure)
		}
	}
	judge := func(path string, data []byte) {
		table := ""
		values := map[string]string{}
		flush := func() {
			if title := values["title"]; title != "" && table == "[[key_result]]" {
				text := fmt.Sprintf("%s from %s to %s %s", title, values["baseline"], values["target"], values["unit"])
				if len(r.Read(title).Quantities()) > 0 {
					text = title
				}
				j := r.Read(text).KeyResult()
				from, _ := strconv.ParseFloat(values["baseline"], 64)
				to, _ := strconv.ParseFloat(values["target"], 64)
				if to >= from || j.Sure { // work is done, not made less: the checks acquit it
					accuse(path, text, j)
				}
				judged++
			}
			if text := values["objective"]; text != "" {
				accuse(path, text, r.Read(text).Objective())
				judged++
			}
			clear(values)
		}
		for in := bufio.NewScanner(bytes.NewReader(data)); in.Scan(); {
			line := strings.TrimSpace(in.Text())
			if strings.HasPrefix(line, "[") {
				flush()
				table = strings.Fields(line)[0]
			}
			key, value, ok := strings.Cut(line, "=")
			if !ok {
				continue
			}
			value = strings.TrimSpace(value)
			if quoted, err := strconv.QuotedPrefix(value); err == nil {
				if value, err = strconv.Unquote(quoted); err != nil {
					t.Fatalf("%s: %v", path, err)
				}
			} else {
				value, _, _ = strings.Cut(value, " ")
			}
			values[strings.TrimSpace(key)] = value
		}
		flush()
	}
	root := "../../testdata"
	data, err := os.ReadFile(filepath.Join(root, "example.toml"))
	if err != nil {
		t.Fatal(err)
	}
	judge("example.toml", data)
	company := os.DirFS(filepath.Join(root, "repos", "example"))
	err = fs.WalkDir(company, "okrs", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || filepath.Ext(path) != ".toml" {
			return err
		}
		data, err := fs.ReadFile(company, path)
		judge(path, data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if judged < 100 {
		t.Errorf("judged only %d sentences", judged)
	}
}
