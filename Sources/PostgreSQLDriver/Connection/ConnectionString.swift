internal import CPostgreSQL

/// How a server is reached, as libpq takes it: a URL, or pairs of keyword and value.
struct ConnectionString: Sendable {
    let text: String
    /// The server and the database as a URL, without anything secret.
    let location: String
    /// What must not be seen in any message.
    private let secrets: [String]

    /// - Throws: ``PostgreSQLError/Code/invalidConnectionString``, without a word of the string itself.
    init(_ text: String) throws(PostgreSQLError) {
        self.text = text
        if text.utf8.contains(0) { throw Self.invalid("it contains the character U+0000") }
        var message: UnsafeMutablePointer<CChar>?
        let parsed = PQconninfoParse(text, &message)
        // What libpq says about it quotes it, and a misplaced quote may make a password part of that.
        PQfreemem(message)
        guard let parsed else {
            throw Self.invalid("a special character of a URL, or one of a value without quotes, may be the reason")
        }
        defer { PQconninfoFree(parsed) }
        var secrets: [String] = []
        var parts: [String: String] = [:]
        var option = parsed
        while let keyword = option.pointee.keyword {
            if let value = option.pointee.val {
                // libpq marks so what people must not see.
                if option.pointee.dispchar.map({ String(cString: $0) }) == "*" {
                    secrets.append(String(cString: value))
                } else {
                    parts[String(cString: keyword)] = String(cString: value)
                }
            }
            option += 1
        }
        self.secrets = secrets.filter { !$0.isEmpty }
        let host = parts["host"] ?? ""
        location = Self.location(parts)
        // What stands between two “@” is part of a password; the host would be shown.
        if host.dropFirst().contains("@") { throw Self.invalid("an “@” of a password is to be written as %40") }
        // Without “@host” behind it, a password stands where the port does, which would be shown.
        if let port = parts["port"], !port.utf8.allSatisfy(Self.mayBelongToPort) {
            throw Self.invalid("the port is not a number")
        }
    }

    /// Of several servers, each has a port.
    private static func mayBelongToPort(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: ",") || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }

    /// A folder with a socket can't stand where a host does.
    private static func location(_ parts: [String: String]) -> String {
        let host = parts["host"] ?? parts["hostaddr"] ?? ""
        var location = "postgresql://"
        if let user = parts["user"] { location += "\(user)@" }
        if !host.hasPrefix("/") { location += host }
        if let port = parts["port"] { location += ":\(port)" }
        location += "/" + (parts["dbname"] ?? "")
        return host.hasPrefix("/") ? location + "?host=\(host)" : location
    }

    /// A message of libpq without what is secret.
    func redacting(_ message: String) -> String {
        var message = message
        for secret in secrets {
            var rest = message[...]
            var redacted = ""
            while let range = rest.firstRange(of: secret) {
                redacted += rest[..<range.lowerBound] + "…"
                rest = rest[range.upperBound...]
            }
            message = redacted + rest
        }
        return message
    }

    private static func invalid(_ reason: String) -> PostgreSQLError {
        PostgreSQLError(
            .invalidConnectionString,
            message: """
                the connection string can't be read (\(reason)); it is a URL as \
                postgresql://user@host:5432/database, or pairs as host=… port=… dbname=… user=…
                """
        )
    }
}

/// Whoever prints or dumps a database sees where it is.
extension ConnectionString: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    var description: String { location }
    var debugDescription: String { location }
    var customMirror: Mirror { Mirror(self, children: ["location": location]) }
}
