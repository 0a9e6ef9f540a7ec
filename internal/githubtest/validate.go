package githubtest

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
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

// checkREST checks a request against GitHub's description of an operation.
func checkREST(operation string, q *http.Request, body []byte) error {
	if os.Getenv(SchemasVariable) == "" {
		return nil
	}
	router, err := openAPI()
	if err != nil {
		return err
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
		return fmt.Errorf("GitHub's description has no such operation: %w", err)
	}
	if id := route.Operation.OperationID; id != operation {
		return fmt.Errorf("GitHub calls this operation %s, the fake %s", id, operation)
	}
	if route.Operation.Deprecated {
		return fmt.Errorf("GitHub is closing down the operation %s", operation)
	}
	return openapi3filter.ValidateRequest(context.Background(), &openapi3filter.RequestValidationInput{
		Request: described, PathParams: params, Route: route,
		Options: &openapi3filter.Options{AuthenticationFunc: openapi3filter.NoopAuthenticationFunc},
	})
}
