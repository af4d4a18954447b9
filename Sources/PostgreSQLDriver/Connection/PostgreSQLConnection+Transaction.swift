internal import CPostgreSQL
internal import TypedSQL

extension PostgreSQLConnection {
    /// What the body that has the connection may do.
    enum Access {
        /// One statement, which is a transaction by itself.
        case single
        /// One statement that only reads.
        case singleRead
        case transaction
        /// Only reading, all of it on one state of the database.
        case read

        var begin: String? {
            switch self {
            case .single, .singleRead: nil
            case .transaction: "begin isolation level read committed"
            case .read: "begin isolation level repeatable read, read only"
            }
        }
    }

    /// What begins goes to the server with the body's first statement.
    func begin(_ access: Access) {
        self.access = access
        isInBody = true
        hasChanged = false
        ignoresCancellation = Task.isCancelled
        if let begin = access.begin {
            deferred += [begin] + (settingsOfTransactions.map { [$0] } ?? [])
        }
    }

    /// Ends what began. Nobody waits for the end of a read, save behind a pooler: that gives the server's connection away at
    /// the end of a transaction, also while the next one is on its way there.
    func end() async throws {
        defer {
            access = .single
            isInBody = false
        }
        if access.begin == nil || isUnbegun { return deferred.removeAll() }
        if access == .transaction { try checkCancellation() }
        try sendDeferred()
        if settingsOfTransactions != nil, isSessionChanged { try resetSession() }
        try sendControl("commit")
        if access == .read, settingsOfTransactions == nil { return try sendSync() }
        isCommitting = access == .transaction
        defer { isCommitting = false }
        var tag = ""
        try await exchange({ _ in nil }) { _, result in
            tag = PQcmdStatus(result).map { String(cString: $0) } ?? ""
        }
        if access == .transaction, tag != "COMMIT" {
            let message = "a statement of the transaction had failed, so that the server undid all of it"
            throw PostgreSQLError(.transactionAborted, message: message)
        }
    }

    /// The pooler gives the server's connection to another program next.
    private func resetSession() throws {
        for sql in [
            "reset session authorization", "reset all", "discard temp", "select pg_advisory_unlock_all()",
        ] {
            try sendControl(sql)
        }
    }

    func undo() async {
        defer {
            access = .single
            isInBody = false
        }
        ignoresCancellation = true
        if access.begin == nil || isUnbegun || isBroken || cancellation.isRequested {
            return deferred.removeAll()
        }
        deferred.removeAll()
        do {
            try sendControl("rollback")
            try await exchange({ _ in nil }) { _, _ in }
        } catch {
            isBroken = true
        }
    }

    func checkCancellation() throws {
        if !ignoresCancellation { try Task.checkCancellation() }
    }

    /// Whether nothing was sent since `begin(_:)`.
    private var isUnbegun: Bool { deferred.first?.hasPrefix("begin") ?? false }

    /// Whether the next body finds everything as it should be.
    var isReusable: Bool {
        if isBroken || isOfStandby || isSessionChanged || cancellation.isRequested
            || PQstatus(link) != CONNECTION_OK
        {
            return false
        }
        if requests.first != nil { return true }
        // A body may have begun a transaction by hand.
        return PQtransactionStatus(link) == PQTRANS_IDLE
    }

    /// Looks whether the server has closed the connection, as far as that can be known without asking it: once for its last
    /// words, and once for the end behind them.
    var isOpen: Bool {
        PQconsumeInput(link) == 1 && PQisBusy(link) >= 0 && PQconsumeInput(link) == 1
            && PQstatus(link) == CONNECTION_OK
    }

    /// Whether answers are on their way that nobody waits for.
    var isAnswering: Bool { requests.first != nil }

    /// Whether nothing is to be read: neither answers that nobody waited for, nor the last words of a server that closes the
    /// connection, nor its end.
    var isQuiet: Bool { requests.first == nil && !watch.isReadable }

    /// Part of a transaction; see `SQLConnection`. It costs no round trip of its own.
    public func savepoint<Result>(_ body: () async throws -> Result) async throws -> Result {
        // Alone, what is sent together is a transaction.
        if access.begin == nil { return try await body() }
        deferred.append("savepoint part")
        do {
            let result = try await body()
            deferred.append("release savepoint part")
            return result
        } catch {
            deferred += ["rollback to savepoint part", "release savepoint part"]
            throw error
        }
    }
}
