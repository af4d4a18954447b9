import ArgumentParser
import Foundation

/// The database that a command works on.
struct DatabaseOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The path of an SQLite database, or the URL of a PostgreSQL database. (default: $DURABLE_DATABASE)",
            valueName: "path-or-url"
        )
    )
    var database: String?

    @OptionGroup var schema: SchemaOptions

    @Option(
        help: ArgumentHelp(
            "The longest that one statement may take on an SQLite file, such as 90s or 15m.", valueName: "time"))
    var timeLimit = Age.minute

    mutating func validate() throws {
        database = database ?? Environment.value(of: "DURABLE_DATABASE")
        if database == nil {
            throw ValidationError("no database is given: add --database, or set DURABLE_DATABASE in the environment")
        }
    }

    /// - Throws: ``CommandFailure`` for what is no address.
    var address: DatabaseAddress {
        get throws(CommandFailure) { try DatabaseAddress(database ?? "", schema: schema.schema) }
    }
}

/// Variables that stand for options.
enum Environment {
    /// - Returns: `nil` for a variable that is not set or empty.
    static func value(of name: String) -> String? {
        ProcessInfo.processInfo.environment[name].flatMap { $0.isEmpty ? nil : $0 }
    }
}
