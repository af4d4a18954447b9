import ArgumentParser

/// In which of PostgreSQL's schemas a command finds its tables.
struct SchemaOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "PostgreSQL's schema with the tables. (default: where the server looks by itself)", valueName: "name"
        )
    )
    var schema: String?
}
