internal import TypedSQL

/// An expression as the server shows it, brought to the form in which the code writes it.
enum ServerExpression {
    /// The server adds the types of constants, and parentheses around each comparison.
    static func normalized(_ expression: String) -> String {
        var tokens = withoutTypes(SQLTokens.split(expression))
        while let pair = superfluousPair(in: tokens) {
            tokens.remove(at: pair.upperBound)
            tokens.remove(at: pair.lowerBound)
        }
        return tokens.joined(separator: " ")
    }

    /// `'ready'::text` is `'ready'`.
    private static func withoutTypes(_ tokens: [String]) -> [String] {
        var kept: [String] = []
        var rest = tokens[...]
        while let token = rest.popFirst() {
            if token == ":", rest.first == ":" {
                rest = rest.dropFirst(2)
            } else {
                kept.append(token)
            }
        }
        return kept
    }

    /// Parentheses with neither others nor `and` or `or` in them.
    private static func superfluousPair(in tokens: [String]) -> ClosedRange<Int>? {
        var open: Int?
        var isJoined = false
        for (index, token) in tokens.enumerated() {
            switch token {
            case "(":
                open = index
                isJoined = false
            case ")":
                if let open, !isJoined { return open...index }
                open = nil
            case "and", "or": isJoined = true
            default: break
            }
        }
        return nil
    }
}
