import TypedSQL

/// Two tables with random rows, whose names the test chooses.
struct Things: Table {
    let tableName: String
    let id = bigint("id").primaryKey()
    let a = integer("a")
    let b = bigint("b").notNull()
    let text = text("a text")
    let number = real("number")
    let flag = boolean("flag").notNull()
    let status = text("status", as: OrderStatus.self)
}

struct Parts: Table {
    let tableName: String
    let id = bigint("id").primaryKey()
    let thing = bigint("thing").notNull()
    let size = integer("size")
}

struct Thing: Hashable {
    var id: Int64
    var a: Int?
    var b: Int64
    var text: String?
    var number: Double?
    var flag: Bool
    var status: OrderStatus?
}

struct Part: Hashable {
    var id: Int64
    var thing: Int64
    var size: Int?
}

/// A condition, and what a model in plain Swift says of it: `nil` where SQL does not know.
struct Rule {
    let condition: Condition<Things>
    let holds: (Thing) -> Bool?
}
