import ArgumentParser

/// The PostgreSQL schema of a command's tables.
struct SchemaOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The PostgreSQL schema with the tables. (default: the search path of the server)", valueName: "name"
        )
    )
    var schema: String?
}
