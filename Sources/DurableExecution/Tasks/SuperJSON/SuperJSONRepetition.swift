/// Objects that occur at several places: where superjson wrote only the first one, the others are `null` and are filled in.
///
/// A reference to what an object is itself inside of stays `null`: a Swift value can't contain itself.
struct SuperJSONRepetition {
    let version: Int
    /// How many values may still be filled in: a short text must not become a huge value.
    private var remaining = 100_000

    init(version: Int) { self.version = version }

    mutating func apply(_ equalities: JSONValue, to value: inout JSONValue) throws(TaskPayloadError) {
        var groups = equalities
        // The first of two lists the places of the root, which are all inside it.
        if case .array(let parts) = equalities.content {
            guard parts.count == 2 else { return }
            groups = parts[1]
        }
        guard case .object(let members) = groups.content else { return }
        for (source, targets) in members.sorted(by: { $0.key < $1.key }) {
            guard case .array(let targets) = targets.content else { continue }
            let source = try SuperJSONPath.parse(source, version: version)
            for case .text(let target) in targets.map(\.content) {
                try fill(try SuperJSONPath.parse(target, version: version), from: source, in: &value)
            }
        }
    }

    private mutating func fill(
        _ target: [String], from source: [String], in value: inout JSONValue
    ) throws(TaskPayloadError) {
        guard !target.starts(with: source), SuperJSONDocument.value(in: value, at: target) == .null,
            let repeated = SuperJSONDocument.value(in: value, at: source)
        else { return }
        try count(repeated, depth: target.count)
        try SuperJSONDocument.replaceNull(in: &value, at: target, with: repeated)
    }

    private mutating func count(_ value: JSONValue, depth: Int) throws(TaskPayloadError) {
        guard depth <= JSONValue.maxDepth else { throw .nestedTooDeeply }
        guard remaining > 0 else { throw TaskPayloadError("is superjson that repeats more than 100,000 values") }
        remaining -= 1
        switch value.content {
        case .array(let elements): for element in elements { try count(element, depth: depth + 1) }
        case .object(let members): for member in members.values { try count(member, depth: depth + 1) }
        case .null, .boolean, .number, .text: break
        }
    }
}
