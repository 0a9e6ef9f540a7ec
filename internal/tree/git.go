package tree

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// Git is a git repository, read by the git command: one process that hands out
// objects, and one more for each list. Close ends them.
type Git struct {
	dir     string
	shallow bool
	objects objects
}

// OpenGit opens the repository whose top level is dir. Its error is an *Unknown.
func OpenGit(dir string) (*Git, error) {
	g := &Git{dir: dir}
	out, err := g.output("rev-parse", "--is-shallow-repository", "--show-prefix")
	if err != nil {
		return nil, err
	}
	shallow, prefix, _ := strings.Cut(string(out), "\n")
	if prefix = strings.TrimSpace(prefix); prefix != "" {
		return nil, &Unknown{Reason: "the folder is not the top level of its git repository", Remedy: "run it in the top level"}
	}
	g.shallow = shallow == "true"
	return g, nil
}

// Close ends the processes.
func (g *Git) Close() { g.objects.close() }

// Commit returns the full name of the commit that a revision names. It is false where there is none.
func (g *Git) Commit(rev string) (string, bool, error) {
	if strings.ContainsAny(rev, "\n\x00") {
		return "", false, nil
	}
	name, _, err := g.object(rev + "^{commit}")
	if errors.Is(err, fs.ErrNotExist) {
		return "", false, nil
	}
	return name, err == nil, err
}

// MergeBase returns the commit in which the histories of two commits meet. It
// is false where they don't, or the clone is too shallow to tell.
func (g *Git) MergeBase(a, b string) (string, bool) {
	out, err := g.output("merge-base", "--end-of-options", a, b)
	return strings.TrimSpace(string(out)), err == nil
}

// Differs returns the names of the files in the work tree, untracked ones
// among them, that differ from a commit, below any of the folders.
func (g *Git) Differs(commit string, patterns []string) ([]string, error) {
	folders := folders(patterns)
	changed, err := g.output(slices.Concat([]string{"diff-index", "--name-only", "--no-renames", "-z", commit, "--"}, folders)...)
	if err != nil {
		return nil, err
	}
	untracked, err := g.output(slices.Concat([]string{"ls-files", "--others", "--exclude-standard", "-z", "--"}, folders)...)
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(strings.Split(string(changed)+string(untracked), "\x00"), func(name string) bool { return name == "" }), nil
}

// Revision returns the tree of a commit. Links to folders are not followed in it.
func (g *Git) Revision(commit string) Tree { return &revision{git: g, commit: commit} }

// folders returns the folders that patterns begin in, as paths for git.
func folders(patterns []string) []string {
	var names []string
	for _, p := range split(patterns) {
		name := p.base
		if !strings.ContainsAny(p.rest, `*?[{\`) {
			name = path.Join(name, p.rest) // one file
		}
		if name == "." {
			return []string{"."}
		}
		names = append(names, name)
	}
	return names
}

type revision struct {
	git    *Git
	commit string // "" is the empty tree

	mu    sync.Mutex
	files map[string]entry // all that was listed
}

// An entry is a file in a commit.
type entry struct {
	object string
	kind   string // git's mode
}

// The modes of what is no regular file.
const (
	modeLink      = "120000"
	modeSubmodule = "160000"
)

func (r *revision) Glob(patterns []string) ([]string, error) {
	if r.commit == "" {
		return nil, nil
	}
	files, err := r.list(folders(patterns))
	if err != nil {
		return nil, err
	}
	var names []string
	split := split(patterns)
	for name, e := range files {
		if e.kind != modeSubmodule && slices.ContainsFunc(split, func(p pattern) bool { return p.match(name) }) {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names, nil
}

// list returns the files below folders.
func (r *revision) list(folders []string) (map[string]entry, error) {
	out, err := r.git.output(slices.Concat([]string{"ls-tree", "-r", "-z", "--full-tree", r.commit, "--"}, folders)...)
	if err != nil {
		return nil, err
	}
	files := make(map[string]entry)
	for record := range bytes.SplitSeq(out, []byte{0}) {
		meta, name, ok := bytes.Cut(record, []byte{'\t'})
		field := bytes.Fields(meta)
		if !ok || len(field) != 3 {
			continue
		}
		files[string(name)] = entry{object: string(field[2]), kind: string(field[0])}
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.files == nil {
		r.files = make(map[string]entry, len(files))
	}
	maps.Copy(r.files, files) // the caller reads its own while others are added
	return files, nil
}

func (r *revision) entry(name string) (entry, error) {
	r.mu.Lock()
	e, ok := r.files[name]
	r.mu.Unlock()
	if ok {
		return e, nil
	}
	if r.commit == "" {
		return entry{}, fs.ErrNotExist
	}
	files, err := r.list([]string{name})
	if err != nil {
		return entry{}, err
	}
	e, ok = files[name]
	switch {
	case ok:
		return e, nil
	case len(files) > 0:
		return entry{}, ErrFolder
	}
	return entry{}, fs.ErrNotExist
}

// Foreign reports whether a name lies in a submodule.
func (r *revision) Foreign(name string) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	for ; name != "."; name = path.Dir(name) {
		if r.files[name].kind == modeSubmodule {
			return true
		}
	}
	return false
}

func (r *revision) Read(name string) ([]byte, error) {
	b, err := r.read(path.Clean(name), 0)
	if err != nil {
		return nil, explain(name, err)
	}
	return b, nil
}

func (r *revision) read(name string, links int) ([]byte, error) {
	e, err := r.entry(name)
	if err != nil {
		return nil, err
	}
	if e.kind == modeSubmodule {
		return nil, ErrFolder
	}
	_, b, err := r.git.object(e.object)
	if err != nil || e.kind != modeLink {
		return b, err
	}
	target := path.Join(path.Dir(name), string(b))
	if path.IsAbs(string(b)) || target == ".." || strings.HasPrefix(target, "../") {
		return nil, ErrOutside
	}
	if links > 8 {
		return nil, errLoop
	}
	return r.read(target, links+1)
}

// object returns the full name of an object and its bytes, without those above
// MaxSize, which are an ErrTooLarge.
func (g *Git) object(name string) (string, []byte, error) {
	o := &g.objects
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.in == nil {
		cmd := g.command("cat-file", "--batch")
		in, err := cmd.StdinPipe()
		if err != nil {
			return "", nil, err
		}
		out, err := cmd.StdoutPipe()
		if err != nil {
			return "", nil, err
		}
		cmd.Stderr = &o.stderr
		if err := cmd.Start(); err != nil {
			return "", nil, g.unknown(err, "")
		}
		o.cmd, o.in, o.out = cmd, in, bufio.NewReaderSize(out, 64<<10)
	}
	if _, err := fmt.Fprintln(o.in, name); err != nil {
		return "", nil, g.unknown(err, o.end())
	}
	header, err := o.out.ReadString('\n')
	if err != nil {
		return "", nil, g.unknown(err, o.end())
	}
	field := strings.Fields(header)
	if len(field) < 3 || strings.HasSuffix(header, " missing\n") || strings.HasSuffix(header, " ambiguous\n") {
		return "", nil, fs.ErrNotExist
	}
	size, err := strconv.ParseInt(field[len(field)-1], 10, 64)
	if err != nil {
		return "", nil, fmt.Errorf("git cat-file says %q", header)
	}
	if size > MaxSize {
		_, err := io.CopyN(io.Discard, o.out, size+1)
		return field[0], nil, errors.Join(ErrTooLarge, err)
	}
	b := make([]byte, size+1) // and a newline
	if _, err := io.ReadFull(o.out, b); err != nil {
		return "", nil, g.unknown(err, o.end())
	}
	return field[0], b[:size], nil
}

// objects is the process that hands out objects, once it is needed.
type objects struct {
	mu     sync.Mutex
	cmd    *exec.Cmd
	in     io.WriteCloser
	out    *bufio.Reader
	stderr bytes.Buffer
}

func (o *objects) close() {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.end()
}

// end ends the process and returns what it said on standard error.
func (o *objects) end() string {
	if o.in == nil {
		return ""
	}
	o.in.Close()
	_ = o.cmd.Wait() // it only ever reads: what it said tells more than its status
	said := o.stderr.String()
	o.in = nil
	o.stderr.Reset()
	return said
}

// output runs git and returns what it writes.
func (g *Git) output(args ...string) ([]byte, error) {
	out, err := g.command(args...).Output()
	if err != nil {
		var stderr string
		var exit *exec.ExitError
		if errors.As(err, &exit) {
			stderr = string(exit.Stderr)
		}
		return nil, g.unknown(err, stderr)
	}
	return out, nil
}

func (g *Git) command(args ...string) *exec.Cmd {
	// Paths are names and no patterns, and reading takes no locks away from the user.
	cmd := exec.Command("git", append([]string{"--no-optional-locks", "--literal-pathspecs", "--no-pager"}, args...)...)
	cmd.Dir = g.dir
	cmd.Env = environment(os.Environ())
	return cmd
}

// redirects are the variables by which a caller, such as a hook, points git at
// another repository than the one that is checked.
var redirects = []string{
	"GIT_DIR", "GIT_WORK_TREE", "GIT_IMPLICIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_NAMESPACE",
	"GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_SHALLOW_FILE", "GIT_GRAFT_FILE", "GIT_REPLACE_REF_BASE",
	"GIT_NO_REPLACE_OBJECTS", "GIT_CEILING_DIRECTORIES", "GIT_GLOB_PATHSPECS", "GIT_NOGLOB_PATHSPECS", "GIT_ICASE_PATHSPECS",
	"GIT_LITERAL_PATHSPECS", "GIT_EXTERNAL_DIFF", "GIT_DIFF_OPTS",
}

func environment(env []string) []string {
	env = slices.DeleteFunc(slices.Clone(env), func(v string) bool {
		name, _, _ := strings.Cut(v, "=")
		return slices.Contains(redirects, name) || strings.HasPrefix(name, "GIT_TRACE")
	})
	return append(env, "LC_ALL=C", "GIT_TERMINAL_PROMPT=0") // its words are read, and nobody is there to answer
}

// unknown puts git's failure into a user's words.
func (g *Git) unknown(err error, stderr string) error {
	said := strings.TrimPrefix(strings.TrimSpace(stderr), "fatal: ")
	said, _, _ = strings.Cut(said, "\n")
	switch {
	case errors.Is(err, exec.ErrNotFound):
		return &Unknown{Reason: "the git command was not found", Remedy: "install git"}
	case strings.Contains(stderr, "dubious ownership"):
		return &Unknown{Reason: "git refuses a folder that belongs to another user", Remedy: "git config --global --add safe.directory " + g.dir}
	case strings.Contains(stderr, "not a git repository"):
		return &Unknown{Reason: "the files are in no git repository", Remedy: "git init, and commit them"}
	case strings.Contains(stderr, "promisor"):
		return &Unknown{Reason: "the clone is partial and git could not fetch what is missing", Remedy: "run git fetch --refetch --no-filter"}
	case said != "":
		return &Unknown{Reason: "git failed: " + said}
	}
	return &Unknown{Reason: fmt.Sprintf("git failed: %v", err)}
}
