/// The text that superjson makes of a value.
enum SuperJSONDocument {
    static func text(of value: JSONValue) -> String {
        var members = ["json": value]
        if let annotations = annotations(of: value) {
            let version = JSONValue(.number("\(SuperJSONPath.writtenVersion)"))
            members["meta"] = JSONValue(.object(["values": annotations, "v": version]))
        }
        return SuperJSONWriter.text(of: JSONValue(.object(members)))
    }

    /// The annotated places under a value: an array with its own annotation and an object of those inside it, or only the
    /// object.
    private static func annotations(of value: JSONValue) -> JSONValue? {
        var inner: [String: JSONValue] = [:]
        for (key, child) in children(of: value) {
            guard let annotations = annotations(of: child) else { continue }
            let path = SuperJSONPath.escape(key)
            if case .object(let deeper) = annotations.content {
                for (rest, annotation) in deeper { inner["\(path).\(rest)"] = annotation }
            } else {
                inner[path] = annotations
            }
        }
        let innerAnnotations = inner.isEmpty ? nil : JSONValue(.object(inner))
        guard let own = value.annotation, own.isWord else { return innerAnnotations }
        return JSONValue(.array([JSONValue(.text(own.rawValue))] + (innerAnnotations.map { [$0] } ?? [])))
    }

    private static func children(of value: JSONValue) -> [(String, JSONValue)] {
        switch value.content {
        case .array(let elements): elements.enumerated().map { ("\($0.offset)", $0.element) }
        case .object(let members): members.map { ($0.key, $0.value) }
        case .null, .boolean, .number, .text: []
        }
    }
}
