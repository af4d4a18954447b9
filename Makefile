# The folder whose files `make demo` digests; without one the sources of the project, or with DATABASE of its dependencies.
FOLDER ?=
# The URL of a PostgreSQL database, on which three processes do the demo's job, and one is killed.
DATABASE ?=

SOURCES = Sources Tests Package.swift $(wildcard Benchmarks/Package.swift Benchmarks/Sources)

.PHONY: help demo test nightly format lint schema schema-check dependencies

help: ## Says what can be made.
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: dependencies ## Digests each file of a folder in a durable task: make demo FOLDER=some/folder DATABASE=postgresql://…
	swift build -c release --product durable
	$(if $(DATABASE),DURABLE="$$(swift build -c release --show-bin-path)/durable" Scripts/demo-of-three "$(DATABASE)",\
	"$$(swift build -c release --show-bin-path)/durable" demo) $(if $(FOLDER),"$(FOLDER)")

# One after the other: Foundation's Process can crash on Linux where many tests start processes at the same time.
test: dependencies ## Builds everything and runs all tests.
	Scripts/test

nightly: dependencies ## Runs the long forms of the tests, sanitizers and fuzzers, for an hour or two, and prints their figures.
	Scripts/nightly

format: ## Formats the sources in place.
	swift format --in-place --recursive --parallel $(SOURCES)

lint: ## Says what is not formatted as it should be.
	swift format lint --strict --recursive --parallel $(SOURCES)

schema: dependencies ## Writes the migrations under Schema/ anew.
	swift run --quiet durable migrate generate --enqueue-function --output Schema

schema-check: dependencies ## Fails if Schema/ is not what the code would write.
	Scripts/check-schema

dependencies:
	@Scripts/install-dependencies
