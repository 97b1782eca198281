# keyside and nothing else: a static program, no shell, not root.
#   docker build -t keyside .
#   docker run --rm -v "$PWD:/work:ro" keyside scan

FROM rust:1.95-alpine@sha256:606fd313a0f49743ee2a7bd49a0914bab7deedb12791f3a846a34a4711db7ed2 AS build
WORKDIR /keyside
COPY Cargo.toml Cargo.lock build.rs ./
COPY rules rules
COPY src src
# Cargo.toml names them, so that cargo wants them to exist.
COPY tests/rules.rs tests/
COPY benches/scan.rs benches/
# Alpine's Rust builds static programs.
RUN cargo build --release --locked

FROM scratch
COPY --from=build /keyside/target/release/keyside /keyside
USER 65532:65532
WORKDIR /work
ENTRYPOINT ["/keyside"]
CMD ["scan"]
