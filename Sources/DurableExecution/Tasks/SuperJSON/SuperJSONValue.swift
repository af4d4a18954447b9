/// A JSON value together with what superjson notes beside the JSON.
struct SuperJSONValue: Sendable, Hashable {
    enum Content: Sendable, Hashable {
        case null
        case boolean(Bool)
        /// As it is written.
        case number(String)
        case text(String)
        case array([SuperJSONValue])
        case object([String: SuperJSONValue])
    }

    /// Which JavaScript value the JSON stands for.
    enum Annotation: String, Sendable {
        case undefined
        case bigint
        case date = "Date"
        /// A number that JSON lacks.
        case number
        case url = "URL"
        case regexp
        case error = "Error"
        case set
        case map
        case typedArray = "typed-array"
        case instance = "class"
        case symbol
        case custom
    }

    /// How deeply values may be nested; the text has its meta, which may be twice as deep, beside them.
    static let maximumDepth = 128
    static let maximumTextDepth = 2 * maximumDepth + 8

    var content: Content
    var annotation: Annotation?

    init(_ content: Content, _ annotation: Annotation? = nil) {
        self.content = content
        self.annotation = annotation
    }

    static let null = SuperJSONValue(.null)
    static let undefined = SuperJSONValue(.null, .undefined)
}
