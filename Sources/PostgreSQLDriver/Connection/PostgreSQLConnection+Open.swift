internal import CPostgreSQL
internal import Dispatch
internal import Foundation
internal import TypedSQL

extension PostgreSQLConnection {
    /// The version that first had all that the package needs.
    static let oldestServer: Int32 = 120_000

    /// Connects once.
    ///
    /// - Parameter firstHost: Which of several servers is tried first.
    /// - Throws: ``PostgreSQLError``, without anything secret; nothing is left open then.
    static func open(
        _ string: ConnectionString, _ configuration: PostgreSQLConfiguration, _ watches: SocketWatches,
        firstHost: Int = 0, until deadline: ContinuousClock.Instant
    ) async throws -> OwnedConnection {
        let link = try await connect(string, configuration, watches, firstHost, until: deadline)
        let connection: PostgreSQLConnection
        do throws(PostgreSQLError) {
            connection = try PostgreSQLConnection(link.handle, string, configuration, watches)
        } catch {
            PQfinish(link.handle)
            throw error
        }
        let version = PQserverVersion(link.handle)
        if version < oldestServer {
            let message = "the server's version \(version / 10_000) is older than 12, which is needed"
            throw PostgreSQLError(.serverTooOld, message: message)
        }
        try await connection.configure()
        return OwnedConnection(connection: connection)
    }

    private static func connect(
        _ string: ConnectionString, _ configuration: PostgreSQLConfiguration, _ watches: SocketWatches,
        _ firstHost: Int, until deadline: ContinuousClock.Instant
    ) async throws -> NewLink {
        guard let link = await start(string, configuration, firstHost) else {
            throw PostgreSQLError(.cannotConnect, message: "out of memory")
        }
        PQsetNoticeProcessor(link.handle, { _, _ in }, nil)
        // With it the server's code is part of the message, and there only.
        PQsetErrorVerbosity(link.handle, PQERRORS_VERBOSE)
        var step = PQstatus(link.handle)
        var state = step == CONNECTION_BAD ? PGRES_POLLING_FAILED : PGRES_POLLING_WRITING
        while state != PGRES_POLLING_OK {
            if state == PGRES_POLLING_FAILED { throw failure(link, string, in: step) }
            // Each step may have another socket.
            let watch: SocketWatch
            do throws(PostgreSQLError) {
                watch = try SocketWatch(PQsocket(link.handle))
            } catch {
                PQfinish(link.handle)
                throw error
            }
            watches.insert(watch)
            let events: SocketWatch.Events = state == PGRES_POLLING_READING ? .reading : .writing
            let wasCancelled = Task.isCancelled
            let wake = await withTaskCancellationHandler {
                await watch.wait(for: events, until: deadline)
            } onCancel: {
                if !wasCancelled { watch.interrupt() }
            }
            watches.remove(watch)
            await withCheckedContinuation { continuation in watch.close { continuation.resume() } }
            if wake == .timedOut {
                PQfinish(link.handle)
                if !wasCancelled { try Task.checkCancellation() }
                throw PostgreSQLError(.cannotConnect, message: "the server did not answer in time")
            }
            step = PQstatus(link.handle)
            state = PQconnectPoll(link.handle)
        }
        PQsetErrorVerbosity(link.handle, PQERRORS_DEFAULT)
        if PQsetnonblocking(link.handle, 1) != 0 || PQenterPipelineMode(link.handle) != 1 {
            throw failure(link, string, in: step)
        }
        return link
    }

    /// The look-up of the server's name waits, so it is done on a thread that may.
    private static func start(
        _ string: ConnectionString, _ configuration: PostgreSQLConfiguration, _ firstHost: Int
    ) async -> NewLink? {
        await withCheckedContinuation { continuation in
            DispatchQueue.global().async {
                let options =
                    [
                        ("dbname", string.text), ("fallback_application_name", configuration.applicationName),
                        ("client_encoding", "UTF8"),
                    ] + string.servers(beginningWith: firstHost)
                let keywords = options.map { strdup($0.0) }
                let values = options.map { strdup($0.1) }
                defer { for text in keywords + values { free(text) } }
                let link = PQconnectStartParams(
                    keywords.map { UnsafePointer($0) } + [nil], values.map { UnsafePointer($0) } + [nil], 1
                )
                continuation.resume(returning: link.map { NewLink(handle: $0) })
            }
        }
    }

    /// Closes what could not be opened and says why.
    ///
    /// - Parameter step: The one that failed.
    private static func failure(
        _ link: NewLink, _ string: ConnectionString, in step: ConnStatusType
    ) -> PostgreSQLError {
        defer { PQfinish(link.handle) }
        let text = string.redacting(PQerrorMessage(link.handle).map { String(cString: $0) } ?? "")
        var message =
            text.split(separator: "\n").first { !$0.hasPrefix("LOCATION:") }.map(String.init) ?? ""
        // “FATAL:  28P01: password authentication failed …”
        let code = message.firstMatch(of: #/:  ([0-9A-Z]{5}): /#)
        if let code { message.replaceSubrange(code.range, with: ": ") }
        let sqlState = code.map { String($0.1) }
        if sqlState == "08P01" {
            message += """
                 (a pooler may refuse what it can't pass on; the schema and the timeouts of the configuration need no \
                “options” in the connection string)
                """
            return PostgreSQLError(.invalidConnectionString, message: message, sqlState: sqlState)
        }
        var kind = sqlState.map { PostgreSQLError.Code(sqlState: $0) } ?? .cannotConnect
        if kind == .connectionLost || kind == .outOfResources { kind = .cannotConnect }
        // Nothing but the text tells it from a network that broke; in another language it is tried again in vain.
        if step == CONNECTION_SSL_STARTUP, text.contains("certificate") { kind = .certificateRefused }
        return PostgreSQLError(kind, message: message, sqlState: sqlState)
    }

    /// Makes the settings, for good or, behind a pooler, for each transaction: there the next one may get another connection
    /// of the server, and this one may serve another program.
    private func configure() async throws {
        // A pooler does not tell its clients with which process of the server they happen to talk.
        let process = PQbackendPID(link)
        try sendControl(
            "select pg_catalog.pg_backend_pid(), \(settings(areLocal: "pg_catalog.pg_backend_pid() <> \(process)"))"
        )
        var answer = ""
        try await exchange({ _ in nil }) { _, result in
            if PQntuples(result) == 1 {
                answer = PQgetvalue(result, 0, 0).map { String(cString: $0) } ?? ""
            }
        }
        if answer == "\(process)" { return }
        settingsOfTransactions = "select \(settings(areLocal: "true"))"
        if configuration.statementCacheCapacity == nil { statements = StatementCache(capacity: 0) }
    }

    private func settings(areLocal: String) -> String {
        var settings: [(name: String, value: String)] = [
            ("statement_timeout", milliseconds(configuration.statementTimeout)),
            ("idle_in_transaction_session_timeout", milliseconds(configuration.idleTransactionTimeout)),
            // A plan made while a table was empty stays when it has grown. By default the server would plan to read such a
            // table as a whole, as if a page found by an index cost four of those in a row.
            ("random_page_cost", "1.1"),
        ]
        if let schema = configuration.schema {
            settings.append(("search_path", "\"" + schema.replacing("\"", with: "\"\"") + "\""))
        }
        let calls = settings.map {
            "pg_catalog.set_config('\($0.name)', \(literal($0.value)), \(areLocal))"
        }
        return calls.joined(separator: ", ")
    }

    private func literal(_ text: String) -> String {
        guard let escaped = PQescapeLiteral(link, text, text.utf8.count) else { return "''" }
        defer { PQfreemem(escaped) }
        return String(cString: escaped)
    }

    /// A setting; 0 means for ever.
    private func milliseconds(_ duration: Duration?) -> String {
        guard let duration else { return "0" }
        let (seconds, attoseconds) = duration.components
        return String(max(1, seconds * 1000 + attoseconds / 1_000_000_000_000_000))
    }
}

/// `@unchecked`, for libpq lets any thread use a connection, one at a time: this one goes from step to step of its opening.
private struct NewLink: @unchecked Sendable {
    let handle: OpaquePointer
}
