# The action's image: one static binary, and the certificates to trust GitHub by.
FROM --platform=$BUILDPLATFORM golang:1.26-bookworm AS build
WORKDIR /src
COPY . .
ARG TARGETOS TARGETARCH
# The release that the image is built for; empty for a build from a branch.
ARG VERSION
# GitHub is asked one thing after the other: HTTP/2 would be a third of a megabyte for nothing.
RUN CGO_ENABLED=0 GOOS=$TARGETOS GOARCH=$TARGETARCH go build -tags nethttpomithttp2 -trimpath -buildvcs=false \
    -ldflags "-s -w -X github.com/okrcheck/okrcheck/internal/cli.release=$VERSION" -o /okrcheck ./cmd/okrcheck

FROM scratch
COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/ca-certificates.crt
COPY --from=build /okrcheck /okrcheck
# No USER: the runner's files (workspace, outputs, summary) belong to a user of its own and are mode 0644, so only root
# can write the outputs. GitHub asks docker actions for root for this reason.
# No WORKDIR: the runner sets it.
ENTRYPOINT ["/okrcheck", "action"]
