import TypedSQL

enum OrderStatus: SQLEnum {
    case open, sent, lost

    var sqlText: StaticString {
        switch self {
        case .open: "open"
        case .sent: "sent"
        case .lost: "it's lost"
        }
    }
}

struct Orders: Table {
    let tableName = "orders"
    let id = integer("id").primaryKey(autoIncrement: true)
    let customer = text("customer").notNull()
    let note = text("note")
    let amount = integer("amount").notNull()
    let total = bigint("total")
    let weight = real("weight")
    let isPaid = boolean("is_paid").notNull()
    let status = text("status", as: OrderStatus.self).notNull()
}

/// A table whose rows are a Swift type.
struct Items: RecordTable {
    typealias Record = Item

    let tableName = "items"
    let id = integer("id").primaryKey(autoIncrement: true)
    let sku = text("sku").notNull()
    let count = integer("count")
}

struct Item: SQLRecord, Hashable {
    var sku: String
    var count: Int?

    init(_ sku: String, _ count: Int?) {
        self.sku = sku
        self.count = count
    }

    init(from row: inout SQLRow) throws(SQLDecodingError) {
        sku = try row.next()
        count = try row.next()
    }

    func bind(to binder: inout SQLBinder) {
        binder.bind(sku)
        binder.bind(count)
    }
}
