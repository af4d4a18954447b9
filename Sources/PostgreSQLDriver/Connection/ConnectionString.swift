internal import CPostgreSQL

/// How a server is reached, as libpq takes it: a URL, or pairs of keyword and value.
struct ConnectionString: Sendable {
    let text: String
    /// The server and the database as a URL, without anything secret.
    let location: String
    /// Where several servers are given, the lists that say where they are.
    private let serverLists: [(keyword: String, values: [String])]
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
            if let parameter = Self.unknownParameter(in: text) {
                let hint = parameter == "schema" ? "; `PostgreSQLConfiguration.schema` sets it" : ""
                throw Self.invalid(
                    "the URL has the parameter “\(parameter)”, which libpq does not know\(hint)")
            }
            throw Self.invalid(
                "a special character of a URL, or one of a value without quotes, may be the reason")
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
        serverLists = ["host", "hostaddr", "port"].compactMap { keyword in
            let values =
                parts[keyword]?.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
                ?? []
            return values.count > 1 ? (keyword, values) : nil
        }
        let host = parts["host"] ?? ""
        location = Self.location(parts)
        // What stands between two “@” is part of a password; the host would be shown.
        if host.dropFirst().contains("@") {
            throw Self.invalid("an “@” of a password is to be written as %40")
        }
        // Without “@host” behind it, a password stands where the port does, which would be shown.
        if let port = parts["port"], !port.utf8.allSatisfy(Self.mayBelongToPort) {
            throw Self.invalid("the port is not a number")
        }
    }

    /// How many servers there are to try.
    var serverCount: Int { serverLists.first?.values.count ?? 1 }

    /// What puts a server first, and the ones before it last, in place of the order of the string; nothing for the first.
    func servers(beginningWith index: Int) -> [(String, String)] {
        let index = index % serverCount
        if index == 0 { return [] }
        return serverLists.map { list in
            (list.keyword, (list.values[index...] + list.values[..<index]).joined(separator: ","))
        }
    }

    /// The first parameter of a URL that libpq does not know, if its name can't be a part of a password.
    private static func unknownParameter(in text: String) -> String? {
        guard text.hasPrefix("postgres://") || text.hasPrefix("postgresql://"),
            let mark = text.firstIndex(of: "?"),
            let defaults = PQconndefaults()
        else { return nil }
        defer { PQconninfoFree(defaults) }
        let query = text[text.index(after: mark)...]
        // A question mark of a password stands before the host.
        if query.contains("@") { return nil }
        var known: Set<String> = ["ssl"]
        var option = defaults
        while let keyword = option.pointee.keyword {
            known.insert(String(cString: keyword))
            option += 1
        }
        let names = query.split(separator: "&").map { String($0.prefix { $0 != "=" }) }
        return names.first { name in
            !known.contains(name) && !name.isEmpty && name.utf8.count <= 40
                && name.utf8.allSatisfy {
                    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0 | 0x20) || $0 == UInt8(ascii: "_")
                }
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
