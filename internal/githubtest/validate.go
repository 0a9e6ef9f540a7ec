package githubtest

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/getkin/kin-openapi/routers"
	"github.com/getkin/kin-openapi/routers/gorillamux"
	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
)

// SchemasVariable names the folder that holds GitHub's own descriptions of its
// API: node_modules with @octokit/openapi and @octokit/graphql-schema, as
// .ci/run installs them. Without it requests are checked by the fake's own rules alone.
const SchemasVariable = "OKRCHECK_GITHUB_SCHEMAS"

// Described reports whether requests are checked against GitHub's own
// description, and notes it in the test's log where they are not.
func Described(t testing.TB) bool {
	if os.Getenv(SchemasVariable) != "" {
		return true
	}
	t.Logf("%s is not set: requests are not checked against GitHub's own description of its API", SchemasVariable)
	return false
}

// The descriptions are large: they are read once, and only where they are asked for.
var (
	openAPI = sync.OnceValues(func() (routers.Router, error) {
		doc, err := openapi3.NewLoader().LoadFromFile(filepath.Join(os.Getenv(SchemasVariable), "node_modules/@octokit/openapi/generated/api.github.com.json"))
		if err != nil {
			return nil, err
		}
		doc.Servers = nil
		return gorillamux.NewRouter(doc)
	})
	graphQLSchema = sync.OnceValues(func() (*ast.Schema, error) {
		b, err := os.ReadFile(filepath.Join(os.Getenv(SchemasVariable), "node_modules/@octokit/graphql-schema/schema.graphql"))
		if err != nil {
			return nil, err
		}
		return gqlparser.LoadSchema(&ast.Source{Name: "schema.graphql", Input: withoutDuplicates(string(b))})
	})
)

var deployKeySetting = regexp.MustCompile(`(?m)^  repositoryDeployKeySetting\w*\b`)

// withoutDuplicates renames the fields that the published schema has twice in one type, which the language forbids.
func withoutDuplicates(schema string) string {
	begin := strings.Index(schema, "\ntype EnterpriseOwnerInfo")
	if begin < 0 {
		return schema
	}
	end := begin + strings.Index(schema[begin:], "\n}")
	n := 0
	body := deployKeySetting.ReplaceAllStringFunc(schema[begin:end], func(name string) string {
		n++
		return fmt.Sprintf("%s%d", name, n)
	})
	return schema[:begin] + body + schema[end:]
}

// pathRest matches what follows where the description has one parameter and GitHub takes slashes.
var pathRest = regexp.MustCompile(`^(/repos/[^/]+/[^/]+/(?:contents|git/ref|git/refs|git/matching-refs|compare|commits)/)(.+)$`)

// checkREST checks a request against GitHub's description of an operation, and returns it; nil without descriptions.
func checkREST(operation string, q *http.Request, body []byte) (*openapi3.Operation, error) {
	if os.Getenv(SchemasVariable) == "" {
		return nil, nil
	}
	router, err := openAPI()
	if err != nil {
		return nil, err
	}
	described := q.Clone(context.Background())
	described.Body = io.NopCloser(bytes.NewReader(body))
	u := &url.URL{Path: q.URL.Path, RawQuery: q.URL.RawQuery}
	if m := pathRest.FindStringSubmatch(q.URL.Path); m != nil {
		u.RawPath = m[1] + url.PathEscape(m[2])
	}
	described.URL = u
	route, params, err := router.FindRoute(described)
	if err != nil {
		return nil, fmt.Errorf("GitHub's description has no such operation: %w", err)
	}
	if id := route.Operation.OperationID; id != operation {
		return nil, fmt.Errorf("GitHub calls this operation %s, the fake %s", id, operation)
	}
	if route.Operation.Deprecated {
		return nil, fmt.Errorf("GitHub is closing down the operation %s", operation)
	}
	return route.Operation, openapi3filter.ValidateRequest(context.Background(), &openapi3filter.RequestValidationInput{
		Request: described, PathParams: params, Route: route,
		Options: &openapi3filter.Options{AuthenticationFunc: openapi3filter.NoopAuthenticationFunc},
	})
}

// checkAnswer checks that the fake invents nothing: all that its answer holds has a name and a type that GitHub's
// description knows. What it leaves out is its own affair.
func checkAnswer(operation *openapi3.Operation, status int, body any) error {
	if operation == nil || body == nil {
		return nil
	}
	described := operation.Responses.Status(status)
	if described == nil || described.Value == nil {
		return fmt.Errorf("%s does not answer %d", operation.OperationID, status)
	}
	content := described.Value.Content.Get("application/json")
	if content == nil || content.Schema == nil {
		return fmt.Errorf("%s answers %d without JSON", operation.OperationID, status)
	}
	b, err := json.Marshal(body)
	if err != nil {
		return err
	}
	var v any
	if err := json.Unmarshal(b, &v); err != nil {
		return err
	}
	if err := knows(content.Schema.Value, v); err != nil {
		return fmt.Errorf("the answer of %s: %w", operation.OperationID, err)
	}
	return nil
}

// knows says what of a value a schema does not know.
func knows(s *openapi3.Schema, v any) error {
	if v == nil {
		if !s.Nullable && len(s.AnyOf)+len(s.OneOf)+len(s.AllOf) == 0 && s.Type != nil && !s.Type.Includes("null") {
			return errors.New("null")
		}
		return nil
	}
	for _, alternatives := range []openapi3.SchemaRefs{s.AnyOf, s.OneOf} {
		if len(alternatives) == 0 {
			continue
		}
		var errs []error
		for _, a := range alternatives {
			err := knows(a.Value, v)
			if err == nil {
				return nil
			}
			errs = append(errs, err)
		}
		return errors.Join(errs...)
	}
	kinds := map[string]bool{}
	switch v := v.(type) {
	case map[string]any:
		properties := make(openapi3.Schemas)
		maps.Copy(properties, s.Properties)
		for _, part := range s.AllOf {
			maps.Copy(properties, part.Value.Properties)
		}
		for name, value := range v {
			p := properties[name]
			if p == nil && len(properties) == 0 {
				continue
			} else if p == nil {
				return fmt.Errorf("no property %s", name)
			}
			if value == nil && (name == "line" || name == "position") {
				continue // of an outdated comment, whatever the description says
			}
			if err := knows(p.Value, value); err != nil {
				return fmt.Errorf("%s: %w", name, err)
			}
		}
		kinds["object"] = true
	case []any:
		for i, item := range v {
			if s.Items == nil {
				break
			}
			if err := knows(s.Items.Value, item); err != nil {
				return fmt.Errorf("[%d]: %w", i, err)
			}
		}
		kinds["array"] = true
	case string:
		if len(s.Enum) > 0 && !slices.Contains(s.Enum, any(v)) {
			return fmt.Errorf("%q is none of %v", v, s.Enum)
		}
		kinds["string"] = true
	case float64:
		kinds["number"], kinds["integer"] = true, v == float64(int64(v))
	case bool:
		kinds["boolean"] = true
	}
	if s.Type == nil {
		return nil
	}
	for kind, is := range kinds {
		if is && s.Type.Includes(kind) {
			return nil
		}
	}
	return fmt.Errorf("%v is not of type %v", v, s.Type.Slice())
}
