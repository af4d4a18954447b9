#if PostgreSQL
import PostgreSQLDriver

extension PostgreSQLError: AdvisedError {
    var status: ExitStatus { code == .invalidConnectionString ? .usage : .failure }

    var advice: String {
        let message = message.split(whereSeparator: \.isNewline).joined(separator: " ")
        return switch code {
        case .invalidConnectionString: "\(message): correct the URL given to --database"
        case .cannotConnect, .connectionLost: "the server can't be reached (\(message)): start it, or correct the URL"
        case .certificateRefused:
            "\(message): correct the server's name, or `sslrootcert` and `sslmode` in the URL, or the server's certificate"
        case .authenticationFailed: "the server rejects the user (\(message)): correct the user or the password"
        case .missingDatabase: "\(message): create it with `createdb`, or correct the URL"
        case .permissionDenied: "\(message): grant the permission, or use a user who has it"
        case .outcomeUnknown: "\(message): it is unknown whether it was done; check, and repeat it if it was not"
        case .busy, .conflict, .timedOut: "\(message): try again"
        default: sqlState.map { "\(message) [SQLSTATE \($0)]" } ?? message
        }
    }
}
#endif
