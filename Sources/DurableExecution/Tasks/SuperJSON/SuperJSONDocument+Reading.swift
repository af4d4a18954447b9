extension SuperJSONDocument {
    static func value(of text: String) throws(TaskPayloadError) -> JSONValue {
        guard case .object(let members) = try SuperJSONReader.value(of: text).content, var value = members["json"]
        else {
            throw TaskPayloadError("is not superjson: it is not an object with the key “json”")
        }
        guard let meta = members["meta"], meta != .null else { return value }
        guard case .object(let notes) = meta.content else { throw invalidMeta }
        let version = try version(notes["v"])
        if let values = notes["values"], values != .null { try annotate(&value, values, version: version) }
        if let equalities = notes["referentialEqualities"] {
            var repetition = SuperJSONRepetition(version: version)
            try repetition.apply(equalities, to: &value)
        }
        return value
    }

    private static let invalidMeta = TaskPayloadError("is not superjson: its meta is not valid")

    private static func version(_ value: JSONValue?) throws(TaskPayloadError) -> Int {
        guard let value else { return 0 }
        guard case .number(let text) = value.content, let version = Int(text) else { throw invalidMeta }
        guard SuperJSONPath.versions.contains(version) else {
            throw TaskPayloadError("is superjson in the version \(version), which is not known here")
        }
        return version
    }

    private static func annotate(
        _ value: inout JSONValue, _ annotations: JSONValue, version: Int
    ) throws(TaskPayloadError) {
        switch annotations.content {
        case .object(let inner):
            for (key, deeper) in inner {
                let path = try SuperJSONPath.parse(key, version: version)
                try change(&value, at: path[...]) { value throws(TaskPayloadError) in
                    try annotate(&value, deeper, version: version)
                }
            }
        case .array(let parts) where 1...2 ~= parts.count:
            if parts.count == 2 { try annotate(&value, parts[1], version: version) }
            let annotation = try annotation(parts[0])
            // What is not there is undefined anyway.
            if annotation != .undefined || value.content == .null { value.annotation = annotation }
        default: throw invalidMeta
        }
    }

    private static func annotation(_ value: JSONValue) throws(TaskPayloadError) -> JSONValue.Annotation {
        let name: JSONValue.Content
        switch value.content {
        // A kind and the name of a class, of a symbol or of an array's type.
        case .array(let parts) where parts.count == 2: name = parts[0].content
        case let content: name = content
        }
        guard case .text(let text) = name, let annotation = JSONValue.Annotation(rawValue: text) else {
            throw TaskPayloadError("is superjson with a type that is not known here")
        }
        return annotation
    }

    private static func change(
        _ value: inout JSONValue, at path: ArraySlice<String>,
        _ change: (inout JSONValue) throws(TaskPayloadError) -> Void
    ) throws(TaskPayloadError) {
        guard let key = path.first else { return try change(&value) }
        switch value.content {
        case .array(var elements):
            guard let index = Int(key), elements.indices.contains(index) else { throw invalidMeta }
            value.content = .null
            try self.change(&elements[index], at: path.dropFirst(), change)
            value.content = .array(elements)
        case .object(var members):
            // JavaScript may have left out what is undefined.
            guard var member = members[key] else { return }
            value.content = .null
            members[key] = nil
            try self.change(&member, at: path.dropFirst(), change)
            members[key] = member
            value.content = .object(members)
        case .null, .boolean, .number, .text: throw invalidMeta
        }
    }

    static func replaceNull(
        in value: inout JSONValue, at path: [String], with replacement: JSONValue
    ) throws(TaskPayloadError) {
        try change(&value, at: path[...]) { value throws(TaskPayloadError) in
            if value == .null { value = replacement }
        }
    }

    static func value(in value: JSONValue, at path: [String]) -> JSONValue? {
        var found = value
        for key in path {
            switch found.content {
            case .array(let elements):
                guard let index = Int(key), elements.indices.contains(index) else { return nil }
                found = elements[index]
            case .object(let members):
                guard let member = members[key] else { return nil }
                found = member
            case .null, .boolean, .number, .text: return nil
            }
        }
        return found
    }
}
