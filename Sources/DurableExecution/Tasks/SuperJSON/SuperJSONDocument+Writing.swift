/// The text that superjson makes of a value.
enum SuperJSONDocument {
    static func text(of value: SuperJSONValue) -> String {
        var members = ["json": value]
        if let annotations = annotations(of: value) {
            let version = SuperJSONValue(.number("\(SuperJSONPath.writtenVersion)"))
            members["meta"] = SuperJSONValue(.object(["values": annotations, "v": version]))
        }
        return SuperJSONWriter.text(of: SuperJSONValue(.object(members)))
    }

    /// The annotated places under a value: an array with its own annotation and an object of those inside it, or only the
    /// object.
    private static func annotations(of value: SuperJSONValue) -> SuperJSONValue? {
        var inner: [String: SuperJSONValue] = [:]
        for (key, child) in children(of: value) {
            guard let annotations = annotations(of: child) else { continue }
            let path = SuperJSONPath.escape(key)
            if case .object(let deeper) = annotations.content {
                for (rest, annotation) in deeper { inner["\(path).\(rest)"] = annotation }
            } else {
                inner[path] = annotations
            }
        }
        let innerAnnotations = inner.isEmpty ? nil : SuperJSONValue(.object(inner))
        guard let own = value.annotation else { return innerAnnotations }
        return SuperJSONValue(.array([SuperJSONValue(.text(own.rawValue))] + (innerAnnotations.map { [$0] } ?? [])))
    }

    private static func children(of value: SuperJSONValue) -> [(String, SuperJSONValue)] {
        switch value.content {
        case .array(let elements): elements.enumerated().map { ("\($0.offset)", $0.element) }
        case .object(let members): members.map { ($0.key, $0.value) }
        case .null, .boolean, .number, .text: []
        }
    }
}
