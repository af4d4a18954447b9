/// Where a database is, as `--database` and `--schema` say it: a URL of PostgreSQL's, or else the path of an SQLite file.
enum DatabaseAddress: Sendable {
    case file(path: String)
    case server(url: String, schema: String?)

    /// - Throws: ``CommandFailure`` for a URL of something else, and for a schema in a file.
    init(_ text: String, schema: String? = nil) throws(CommandFailure) {
        guard let scheme = text.firstRange(of: "://").map({ text[..<$0.lowerBound] }) else {
            if schema != nil { throw Self.noSchemas }
            self = .file(path: text)
            return
        }
        switch scheme {
        case "postgresql", "postgres": self = .server(url: text, schema: schema)
        default: throw Self.unsupported(scheme)
        }
    }

    private static func unsupported(_ scheme: Substring) -> CommandFailure {
        CommandFailure(
            """
            databases of “\(scheme)://” are not supported: give --database the path of an SQLite database, or a URL as \
            postgresql://user@host/database
            """,
            status: .usage
        )
    }

    private static let noSchemas = CommandFailure(
        "SQLite has no schemas: leave --schema out, or give the URL of a PostgreSQL database", status: .usage
    )
}
