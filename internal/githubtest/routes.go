package githubtest

import "net/http"

// routes are the operations that the fake knows, by the names that GitHub gives them, with the access that they need.
func (s *Server) routes() {
	const repo = "/repos/{owner}/{repo}"
	for _, r := range []struct {
		operation, method, path string
		need                    need
		handler                 handler
	}{
		{"repos/get", "GET", repo, need{}, getRepo},
		{"repos/get-content", "GET", repo + "/contents/{path...}", need{contents: Read}, getContent},
		{"repos/create-or-update-file-contents", "PUT", repo + "/contents/{path...}", need{contents: Write}, putContent},
		{"repos/delete-file", "DELETE", repo + "/contents/{path...}", need{contents: Write}, putContent},
		{"repos/list-commits", "GET", repo + "/commits", need{contents: Read}, listCommits},
		{"repos/get-commit", "GET", repo + "/commits/{ref...}", need{contents: Read}, getCommit},
		{"repos/compare-commits-with-basehead", "GET", repo + "/compare/{basehead...}", need{contents: Read}, compare},

		{"git/get-blob", "GET", repo + "/git/blobs/{file_sha}", need{contents: Read}, getBlob},
		{"git/create-blob", "POST", repo + "/git/blobs", need{contents: Write}, createBlob},
		{"git/get-tree", "GET", repo + "/git/trees/{tree_sha...}", need{contents: Read}, getTree},
		{"git/create-tree", "POST", repo + "/git/trees", need{contents: Write}, createTree},
		{"git/get-commit", "GET", repo + "/git/commits/{commit_sha}", need{contents: Read}, getGitCommit},
		{"git/create-commit", "POST", repo + "/git/commits", need{contents: Write}, createCommit},
		{"git/get-ref", "GET", repo + "/git/ref/{ref...}", need{contents: Read}, getRef},
		{"git/list-matching-refs", "GET", repo + "/git/matching-refs/{ref...}", need{contents: Read}, matchingRefs},
		{"git/create-ref", "POST", repo + "/git/refs", need{contents: Write}, createRef},
		{"git/update-ref", "PATCH", repo + "/git/refs/{ref...}", need{contents: Write}, updateRef},
		{"git/delete-ref", "DELETE", repo + "/git/refs/{ref...}", need{contents: Write}, deleteRef},

		{"pulls/list", "GET", repo + "/pulls", need{pulls: Read}, listPulls},
		{"pulls/create", "POST", repo + "/pulls", need{pulls: Write}, createPull},
		{"pulls/get", "GET", repo + "/pulls/{pull_number}", need{pulls: Read}, getPull},
		{"pulls/update", "PATCH", repo + "/pulls/{pull_number}", need{pulls: Write}, updatePull},
		{"pulls/list-files", "GET", repo + "/pulls/{pull_number}/files", need{pulls: Read}, listFiles},
		{"pulls/list-commits", "GET", repo + "/pulls/{pull_number}/commits", need{pulls: Read}, listPullCommits},
		{"pulls/list-reviews", "GET", repo + "/pulls/{pull_number}/reviews", need{pulls: Read}, listReviews},
		{"pulls/create-review", "POST", repo + "/pulls/{pull_number}/reviews", need{pulls: Write}, createReview},
		{"pulls/get-review", "GET", repo + "/pulls/{pull_number}/reviews/{review_id}", need{pulls: Read}, getReview},
		{"pulls/update-review", "PUT", repo + "/pulls/{pull_number}/reviews/{review_id}", need{pulls: Write}, updateReview},
		{"pulls/delete-pending-review", "DELETE", repo + "/pulls/{pull_number}/reviews/{review_id}", need{pulls: Write}, deletePendingReview},
		{"pulls/submit-review", "POST", repo + "/pulls/{pull_number}/reviews/{review_id}/events", need{pulls: Write}, submitReview},
		{"pulls/dismiss-review", "PUT", repo + "/pulls/{pull_number}/reviews/{review_id}/dismissals", need{pulls: Write}, dismissReview},
		{"pulls/list-comments-for-review", "GET", repo + "/pulls/{pull_number}/reviews/{review_id}/comments", need{pulls: Read}, listCommentsOfReview},
		{"pulls/list-review-comments", "GET", repo + "/pulls/{pull_number}/comments", need{pulls: Read}, listReviewComments},
		{"pulls/create-reply-for-review-comment", "POST", repo + "/pulls/{pull_number}/comments/{comment_id}/replies", need{pulls: Write}, replyToComment},
		{"pulls/get-review-comment", "GET", repo + "/pulls/comments/{comment_id}", need{pulls: Read}, getReviewComment},
		{"pulls/update-review-comment", "PATCH", repo + "/pulls/comments/{comment_id}", need{pulls: Write}, updateReviewComment},
		{"pulls/delete-review-comment", "DELETE", repo + "/pulls/comments/{comment_id}", need{pulls: Write}, deleteReviewComment},

		{"issues/list-for-repo", "GET", repo + "/issues", need{issues: Read}, listIssues},
		{"issues/create", "POST", repo + "/issues", need{issues: Write}, createIssue},
		{"issues/get", "GET", repo + "/issues/{issue_number}", need{issues: Read}, getIssue},
		{"issues/update", "PATCH", repo + "/issues/{issue_number}", need{issues: Write}, updateIssue},
		{"issues/list-comments", "GET", repo + "/issues/{issue_number}/comments", need{issues: Read}, listIssueComments},
		{"issues/create-comment", "POST", repo + "/issues/{issue_number}/comments", need{issues: Write}, createIssueComment},
		{"issues/get-comment", "GET", repo + "/issues/comments/{comment_id}", need{issues: Read}, getIssueComment},
		{"issues/update-comment", "PATCH", repo + "/issues/comments/{comment_id}", need{issues: Write}, updateIssueComment},

		{"users/get-authenticated", "GET", "/user", need{}, getUser},
	} {
		s.handle(r.operation, r.method+" "+r.path, r.need, r.handler)
	}
	s.mux.HandleFunc("POST /graphql", s.graphQL)
}

// getUser refuses a workflow's own token, as GitHub does.
func getUser(c *call) (int, any, error) {
	if c.token.Login == Actions {
		return 0, nil, forbidden()
	}
	return http.StatusOK, user(c.token.Login), nil
}
