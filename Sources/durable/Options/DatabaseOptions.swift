import ArgumentParser

/// Which database a command works on.
struct DatabaseOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The path of the SQLite database, or the URL of a PostgreSQL database; required.", valueName: "path-or-url"
        )
    )
    var database: String

    @OptionGroup var schema: SchemaOptions

    /// - Throws: ``CommandFailure`` for what is no address.
    var address: DatabaseAddress { get throws(CommandFailure) { try DatabaseAddress(database, schema: schema.schema) } }
}
