import ArgumentParser

struct DatabaseOption: ParsableArguments {
    @Option(help: "The SQLite database with the index and the tasks.")
    var database = "document-index.db"
}
