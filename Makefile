# A folder for `make demo`: digest its files in durable tasks instead of drawing the picture.
FOLDER ?=
# A PostgreSQL URL for `make demo`: three processes digest the files, and one of them is killed.
DATABASE ?=

SOURCES = Sources Tests Package.swift $(wildcard Benchmarks/Package.swift Benchmarks/Sources)
RELEASE = swift build -c release $(if $(DATABASE),--traits PostgreSQL) --product durable

.PHONY: help demo test nightly format lint docs schema schema-check

help: ## Lists the targets.
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: ## Draws a picture in durable tasks and kills the process that draws; with FOLDER=some/folder digests its files.
	@Scripts/install-dependencies $(if $(DATABASE),tests)
ifneq ($(FOLDER)$(DATABASE),)
	$(RELEASE)
	$(if $(DATABASE),DURABLE="$$($(RELEASE) --show-bin-path)/durable" Scripts/demo-of-three "$(DATABASE)",\
	"$$($(RELEASE) --show-bin-path)/durable" demo) $(if $(FOLDER),"$(FOLDER)")
else
	@swift build --product demo
	@"$$(swift build --show-bin-path)/demo"
endif

# One after the other: on Linux, Foundation's Process can crash if many tests start processes at the same time.
test: ## Builds everything and runs all tests; those that need a server that is missing are skipped.
	@Scripts/install-dependencies tests
	Scripts/test

nightly: ## Runs the long forms of the tests, the sanitizers and the fuzzers, and prints their figures.
	@Scripts/install-dependencies tests
	Scripts/nightly

format: ## Formats the sources in place.
	swift format --in-place --recursive --parallel $(SOURCES)

lint: ## Reports what is not formatted, and words that documents avoid.
	swift format lint --strict --recursive --parallel $(SOURCES)
	Scripts/check-words

docs: ## Builds the documentation of all modules in .build/documentation, with warnings as errors.
	@Scripts/install-dependencies tests
	Scripts/build-documentation

schema: ## Generates the migrations and the statements in Schema/.
	@Scripts/install-dependencies
	swift run --quiet durable migrate generate --enqueue-function --statements --output Schema

schema-check: ## Fails if Schema/ differs from what the code generates.
	@Scripts/install-dependencies
	Scripts/check-schema
