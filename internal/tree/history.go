package tree

import "time"

// A History is the past of a tree: the first-parent chain of a commit, by
// committer date. Its errors are an *Unknown, where the past is not to be had.
type History interface {
	// At returns the tree as it was at an instant: that of the newest commit on the chain that is older. Before the
	// first commit the tree is empty.
	At(instant time.Time) (Tree, error)
	// Since returns what the commits after that one changed in the files that match any of the patterns, oldest first.
	Since(instant time.Time, patterns []string) ([]Change, error)
}

// A Change is what one commit did to one file.
type Change struct {
	When time.Time // when the commit came, in UTC
	Path string    // the file's name afterwards; before, where it was removed
	From string    // its name before, where the commit renamed it
	What What
	// Read returns the file's bytes after the change, as Tree.Read does.
	Read func() ([]byte, error)

	at *gitHubTree // where that is on GitHub
}

// What a commit did to a file.
type What int

// The changes.
const (
	Changed What = iota
	Added
	Removed
	Renamed
)

// Unknown is the error of a past that is not to be had.
type Unknown struct {
	Reason string // one lower-case clause: "the clone is shallow"
	Remedy string // what mends it
}

func (u *Unknown) Error() string {
	if u.Remedy == "" {
		return u.Reason
	}
	return u.Reason + ": " + u.Remedy
}
