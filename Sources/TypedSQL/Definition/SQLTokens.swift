/// The words of a text that a database reports, for comparing it with what the code would have written.
public enum SQLTokens {
    /// The tokens with one space between them: words and names in lower case without their quotes, strings as they are,
    /// comments left out.
    public static func normalized(_ sql: String) -> String { split(sql).joined(separator: " ") }

    /// The tokens of a text of SQL, in lower case where case has no meaning.
    public static func split(_ sql: String) -> [String] {
        var tokens: [String] = []
        var rest = Substring(sql)
        while let first = rest.first {
            if first.isWhitespace {
                rest.removeFirst()
            } else if rest.hasPrefix("--") {
                rest = rest.drop { !$0.isNewline }
            } else if rest.hasPrefix("/*") {
                rest = rest.dropFirst(2)
                while !rest.isEmpty, !rest.hasPrefix("*/") { rest.removeFirst() }
                rest = rest.dropFirst(2)
            } else if first == "'" {
                tokens.append("'" + quoted(&rest, until: "'") + "'")
            } else if let end = closingQuote[first] {
                tokens.append(quoted(&rest, until: end).lowercased())
            } else if isWord(first) {
                let word = rest.prefix(while: isWord)
                tokens.append(word.lowercased())
                rest = rest.dropFirst(word.count)
            } else {
                let symbol = ["<>", "<=", ">=", "!=", "==", "||"].first { rest.hasPrefix($0) } ?? String(first)
                tokens.append(symbol)
                rest = rest.dropFirst(symbol.count)
            }
        }
        return tokens
    }

    private static let closingQuote: [Character: Character] = ["\"": "\"", "`": "`", "[": "]"]

    private static func isWord(_ character: Character) -> Bool {
        character.isLetter || character.isNumber || character == "_" || character == "$"
    }

    /// Takes both quotes and what stands between them, where a doubled quote means one.
    private static func quoted(_ rest: inout Substring, until end: Character) -> String {
        rest.removeFirst()
        var content = ""
        while let character = rest.popFirst() {
            if character == end {
                guard rest.first == end else { break }
                rest.removeFirst()
                content.append(end)
            }
            content.append(character)
        }
        return content
    }
}
