/// A value while it is being encoded.
final class SuperJSONNode {
    private enum State {
        case empty
        case value(JSONValue)
        case array([SuperJSONNode])
        case object([String: SuperJSONNode])
    }

    let path: [any CodingKey]
    private var state = State.empty
    private var annotation: JSONValue.Annotation?

    init(path: [any CodingKey]) { self.path = path }

    var count: Int {
        if case .array(let elements) = state { elements.count } else { 0 }
    }

    func set(_ content: JSONValue.Content, _ annotation: JSONValue.Annotation? = nil) {
        state = .value(JSONValue(content, annotation))
    }

    func annotate(_ annotation: JSONValue.Annotation) { self.annotation = annotation }

    func beginArray() {
        if case .array = state { return }
        state = .array([])
    }

    func beginObject() {
        if case .object = state { return }
        state = .object([:])
    }

    func appendElement() -> SuperJSONNode {
        var elements: [SuperJSONNode] = []
        if case .array(let earlier) = state { elements = earlier }
        let node = SuperJSONNode(path: path + [SuperJSONKey(elements.count)])
        state = .empty
        elements.append(node)
        state = .array(elements)
        return node
    }

    func member(_ key: any CodingKey) -> SuperJSONNode {
        var members: [String: SuperJSONNode] = [:]
        if case .object(let earlier) = state { members = earlier }
        let node = SuperJSONNode(path: path + [key])
        state = .empty
        members[key.stringValue] = node
        state = .object(members)
        return node
    }

    /// - Throws: Where superjson would refuse the value.
    func value() throws -> JSONValue {
        guard path.count <= JSONValue.maxDepth else {
            throw EncodingError.refusing(Any.self, at: path, .nestedTooDeeply)
        }
        switch state {
        case .empty: return JSONValue(.object([:]))
        case .value(let value): return value
        case .array(let elements): return JSONValue(.array(try orderedElements(elements)), annotation)
        case .object(let members):
            if members.keys.contains(where: refusedKeys.contains) {
                throw EncodingError.refusing(Any.self, at: path, TaskPayloadError("has a key that superjson refuses"))
            }
            return JSONValue(.object(try members.mapValues { try $0.value() }), annotation)
        }
    }

    /// Sets and dictionaries have no order of their own, but the same value has to give the same text.
    private func orderedElements(_ elements: [SuperJSONNode]) throws -> [JSONValue] {
        let values = try elements.map { try $0.value() }
        guard annotation == .set || annotation == .map else { return values }
        return values.map { ($0, SuperJSONWriter.text(of: $0)) }.sorted { $0.1 < $1.1 }.map(\.0)
    }
}

private let refusedKeys: Set<String> = ["__proto__", "constructor", "prototype"]
