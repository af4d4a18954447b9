/// A place in a value as the meta of superjson names it: keys and indexes with dots between them.
enum SuperJSONPath {
    /// The versions of the meta's form: 0 escapes dots only, 1 backslashes too, 2 also a leading dollar sign.
    static let versions = 0...2
    static let writtenVersion = 1

    static func escape(_ key: String) -> String {
        var escaped = ""
        for scalar in key.unicodeScalars {
            if scalar == "." || scalar == "\\" { escaped.unicodeScalars.append("\\") }
            escaped.unicodeScalars.append(scalar)
        }
        return escaped
    }

    static func parse(_ text: String, version: Int) throws(TaskPayloadError) -> [String] {
        var path: [String] = []
        var key = String.UnicodeScalarView()
        var scalars = text.unicodeScalars.makeIterator()
        var pending: Unicode.Scalar?
        var isLiteral = false
        while let scalar = pending ?? scalars.next() {
            pending = nil
            switch scalar {
            case "\\":
                let next = scalars.next()
                switch (next, version) {
                case ("."?, _), ("\\"?, 1...), ("$"?, 2...):
                    if key.isEmpty { isLiteral = true }
                    key.append(next ?? scalar)
                case (_, 0):
                    key.append(scalar)
                    pending = next
                default: throw TaskPayloadError("is not superjson: a path in its meta is not valid")
                }
            case ".":
                path.append(String(key))
                key = String.UnicodeScalarView()
                isLiteral = false
            default: key.append(scalar)
            }
        }
        // In version 2 a last part that begins with a dollar sign tells annotations of the same place apart.
        let isMarker = version >= 2 && !isLiteral && key.first == "$"
        if !isMarker { path.append(String(key)) }
        return path
    }
}
