internal import CPostgreSQL
internal import TypedSQL

extension PostgreSQLConnection {
    /// What the server said against a request. Its “detail” is left out, for it shows values.
    func error(of result: OpaquePointer, _ request: Request, _ sql: (Int) -> RenderedSQL?)
        -> any Error
    {
        let field = { (code: Character) -> String? in
            code.asciiValue.flatMap { PQresultErrorField(result, Int32($0)) }.map { String(cString: $0) }
        }
        guard let sqlState = field("C") else { return lost() }
        var text: RenderedSQL?
        switch request {
        case .statement(let position): text = sql(position)
        case .prepare, .describe: text = sql(0)
        case .control, .sync: break
        }
        var code = PostgreSQLError.Code(sqlState: sqlState)
        if code == .timedOut, cancellation.isRequested { return CancellationError() }
        if let text, sqlState == "0A000" || sqlState == "26000" { forget(text) }
        // Another has changed the table since the statement was prepared. The text of the message depends on the language.
        if sqlState == "0A000", field("R") == "RevalidateCachedQuery" { code = .conflict }
        // The server has become a standby, and another one may take writes now.
        if sqlState == "25006", access != .read { isOfStandby = true }
        if code == .connectionLost {
            isBroken = true
            if isCommitting || (access == .single && sqlState != "57P01") { code = .outcomeUnknown }
        }
        var message = string.redacting(field("M") ?? "the server gave no reason")
        // The errors in data quote it, with any quotes in it as they are.
        if sqlState.hasPrefix("22"), let first = message.firstIndex(of: "\""),
            let last = message.lastIndex(of: "\""),
            first < last
        {
            message.replaceSubrange(message.index(after: first)..<last, with: "…")
        }
        if sqlState == "26000" || sqlState == "42P05" {
            message +=
                "; where a pooler gives each transaction another connection, set `statementCacheCapacity` to 0"
        }
        return PostgreSQLError(code, message: message, sqlState: sqlState, sql: text?.description)
    }

    /// The connection is of no further use; the error says whether something may have been stored.
    ///
    /// - Parameter reason: What the server said before, if it said something.
    func lost(_ reason: (any Error)? = nil) -> any Error {
        isBroken = true
        if let reason = reason as? PostgreSQLError,
            reason.code == .connectionLost || reason.code == .outcomeUnknown
        {
            return reason
        }
        if isCommitting || access == .single {
            return PostgreSQLError(
                .outcomeUnknown,
                message: "the connection to the server broke; the statement may have been carried out"
            )
        }
        return PostgreSQLError(.connectionLost, message: "the connection to the server broke")
    }
}
