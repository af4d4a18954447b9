internal import TypedSQL

/// Names in an array of JSON.
struct NameList: SQLJSON {
    private(set) var names: [String] = []

    init(from json: inout JSONReader) throws(JSONError) {
        var names: [String] = []
        try json.array { reader throws(JSONError) in names.append(try reader.string()) }
        self.names = names
    }

    func write(to json: inout JSONWriter) {
        json.array { array in
            for name in names { array.element { $0.write(name) } }
        }
    }
}
