internal import CPostgreSQL
internal import TypedSQL

extension PostgreSQLConnection {
    /// Notes what was given to libpq to send; an answer of 0 means that it could not take it.
    func sent(_ answer: Int32, _ request: Request) throws {
        if answer == 0 {
            if PQstatus(link) == CONNECTION_BAD { throw lost() }
            isBroken = true
            let message = string.redacting(PQerrorMessage(link).map { String(cString: $0) } ?? "")
            throw PostgreSQLError(.tooBig, message: "libpq can't send the statement: \(message)")
        }
        requests.append(request)
        if case .sync = request { isWithinBatch = false } else { isWithinBatch = true }
    }

    func sendControl(_ sql: String) throws {
        try sent(PQsendQueryParams(link, sql, 0, nil, nil, nil, nil, 0), .control)
    }

    func sendDeferred() throws {
        for sql in deferred { try sendControl(sql) }
        deferred.removeAll(keepingCapacity: true)
    }

    /// What is sent together is a transaction, also where no `begin` says so.
    ///
    /// - Parameter sql: The statement, which may be one that the server carries out only by itself.
    func sendSettingsOfSingle(with sql: RenderedSQL) throws {
        guard access.begin == nil, !isWithinBatch, let settingsOfTransactions, !mayNotShare(sql) else {
            return
        }
        try sendControl(settingsOfTransactions)
    }

    private func mayNotShare(_ sql: RenderedSQL) -> Bool {
        let words = Array(StatementWords(sql).prefix(4))
        switch words.first {
        case "vacuum", "cluster": return true
        case "create", "drop", "alter", "reindex":
            let alone = ["database", "tablespace", "system", "subscription", "concurrently"]
            return words.dropFirst().contains { alone.contains($0) }
        default: return false
        }
    }

    /// Ends what was sent and gives it to the network, without waiting for answers.
    func sendSync() throws {
        try sent(PQpipelineSync(link), .sync)
        if PQflush(link) < 0 { throw lost() }
    }

    /// Sends what is queued and hands over all answers; throws the first error among them. A cancellation of the task ends
    /// the statement that runs, but not a call that began in a cancelled task.
    func exchange(
        _ sql: (Int) -> RenderedSQL?, _ take: (Request, OpaquePointer) throws(PostgreSQLError) -> Void
    ) async throws {
        try sendSync()
        if ignoresCancellation { return try await readAnswers(sql, take) }
        try await withTaskCancellationHandler {
            try await readAnswers(sql, take)
        } onCancel: { [cancellation, watch] in
            watch.wait(noLongerThan: cancellation.request())
        }
    }

    private func readAnswers(
        _ sql: (Int) -> RenderedSQL?, _ take: (Request, OpaquePointer) throws(PostgreSQLError) -> Void
    ) async throws {
        var failure: (any Error)?
        var isAnswered = false
        var silences = 0
        while let request = requests.first {
            guard let result = try await nextResult(failure) else {
                // The end of the answers to one request.
                silences += 1
                if silences > 2 { throw lost(failure) }
                if isAnswered { requests.removeFirst() }
                isAnswered = false
                continue
            }
            defer { PQclear(result) }
            silences = 0
            isAnswered = true
            switch PQresultStatus(result) {
            case PGRES_PIPELINE_SYNC:
                requests.removeFirst()
                isAnswered = false
            case PGRES_PIPELINE_ABORTED: break
            case PGRES_FATAL_ERROR, PGRES_NONFATAL_ERROR, PGRES_BAD_RESPONSE:
                if failure == nil { failure = error(of: result, request, sql) }
                if PQstatus(link) == CONNECTION_BAD { throw lost(failure) }
            default:
                if failure != nil { break }
                do throws(PostgreSQLError) { try take(request, result) } catch { failure = error }
            }
        }
        if let failure { throw failure }
    }

    /// The next result; `nil` at the end of those of one request.
    private func nextResult(_ failure: (any Error)?) async throws -> OpaquePointer? {
        var deadline = configuration.statementTimeout.map { ContinuousClock.now + $0 + .seconds(5) }
        if let answerTimeout {
            let end = ContinuousClock.now + answerTimeout
            deadline = min(deadline ?? end, end)
        }
        while true {
            let unsent = PQflush(link)
            if PQisBusy(link) == 0 || unsent < 0 { return PQgetResult(link) }
            if unsent == 0, shortWait.isReadable(PQsocket(link)) {
                if PQconsumeInput(link) == 0 { return PQgetResult(link) }
                continue
            }
            if let end = cancellation.deadline { deadline = min(deadline ?? end, end) }
            if await watch.wait(for: unsent == 0 ? .reading : [.reading, .writing], until: deadline)
                == .timedOut
            {
                // Nothing of it can have been stored.
                if cancellation.isRequested, !isCommitting, access != .single {
                    isBroken = true
                    throw CancellationError()
                }
                throw lost(failure)
            }
            // The result says what happened to the connection.
            if PQconsumeInput(link) == 0 { return PQgetResult(link) }
        }
    }
}
