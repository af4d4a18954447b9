import SQLiteDriver
import Testing
import TypedSQL

private struct Everything: Table {
    let tableName = "every\"thing`s"
    let id = integer("id").primaryKey(autoIncrement: true)
    let key = text("key").unique()
    let plain = text("plain").notNull().default("it's \"q\"")
    let status = text("status", as: OrderStatus.self).notNull().default(.lost)
    let small = integer("small").default(-5)
    let big = bigint("big").notNull().default(.max)
    let realValue = real("real").default(1.5)
    let flag = boolean("flag").notNull().default(true)
    let items = json("items", as: [Tag].self)

    var indexes: [Index<Everything>] {
        [
            index("ix_plain").on(plain, small),
            uniqueIndex("ix_partial").on(key).where(and(eq(flag, true), eq(status, .lost), isNotNull(key))),
        ]
    }
}

private struct Tag: SQLJSON {
    init(from json: inout JSONReader) throws(JSONError) { try json.skip() }
    func write(to json: inout JSONWriter) { json.array { _ in } }
}

private struct Pairs: Table {
    let tableName = "pairs"
    let name = text("name").primaryKey()
}

private struct Lines: Table {
    let tableName = "lines"
    let order = bigint("order_id").notNull()
    let position = integer("position").notNull()
    let label = text("label").default(sql: "upper('a')")

    var constraints: [TableConstraint<Lines>] {
        let orders = Pairs()
        return [
            .primaryKey(order, position), .unique(label), .check(and(gt(position, 0), ne(label, "it's"))),
            .foreignKey(label, references: orders, orders.name, onDelete: .cascade),
        ]
    }
}

private struct Infinite: Table {
    let tableName = "infinite"
    let value = real("value").default(.infinity)
}

@Suite struct DefinitionTests {
    @Test func makesATable() {
        expectSQL(
            Everything().createTable,
            sqlite: #"""
                CREATE TABLE "every""thing`s" (
                    "id" integer PRIMARY KEY AUTOINCREMENT NOT NULL,
                    "key" text UNIQUE,
                    "plain" text NOT NULL DEFAULT 'it''s "q"',
                    "status" text NOT NULL DEFAULT 'it''s lost',
                    "small" integer DEFAULT -5,
                    "big" integer NOT NULL DEFAULT 9223372036854775807,
                    "real" real DEFAULT 1.5,
                    "flag" integer NOT NULL DEFAULT 1,
                    "items" text
                )
                """#,
            postgresql: #"""
                CREATE TABLE "every""thing`s" (
                    "id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
                    "key" text UNIQUE,
                    "plain" text NOT NULL DEFAULT 'it''s "q"',
                    "status" text NOT NULL DEFAULT 'it''s lost',
                    "small" integer DEFAULT -5,
                    "big" bigint NOT NULL DEFAULT 9223372036854775807,
                    "real" double precision DEFAULT 1.5,
                    "flag" boolean NOT NULL DEFAULT true,
                    "items" json
                )
                """#,
            odd: #"""
                CREATE TABLE `every"thing``s` (
                    `id` INTEGER_ KEY_ COUNTED_,
                    `key` TEXT_ UNIQUE,
                    `plain` TEXT_ NOT NULL DEFAULT 'it''s "q"',
                    `status` TEXT_ NOT NULL DEFAULT 'it''s lost',
                    `small` INTEGER_ DEFAULT -5,
                    `big` BIGINT_ NOT NULL DEFAULT 9223372036854775807,
                    `real` REAL_ DEFAULT 1.5,
                    `flag` BOOLEAN_ NOT NULL DEFAULT TRUE_,
                    `items` JSON_
                )
                """#)
        expectSQL(
            Pairs().createTable,
            sqlite: #"""
                CREATE TABLE "pairs" (
                    "name" text PRIMARY KEY NOT NULL
                )
                """#,
            postgresql: #"""
                CREATE TABLE "pairs" (
                    "name" text PRIMARY KEY NOT NULL
                )
                """#,
            odd: #"""
                CREATE TABLE `pairs` (
                    `name` TEXT_ PRIMARY KEY NOT NULL
                )
                """#)
    }

    @Test func makesIndexes() {
        let table = Everything()
        expectSQL(
            table.createIndex(table.indexes[0]),
            sqlite: #"CREATE INDEX "ix_plain" ON "every""thing`s" ("plain", "small")"#,
            postgresql: #"CREATE INDEX "ix_plain" ON "every""thing`s" ("plain", "small")"#,
            odd: #"CREATE INDEX `ix_plain` ON `every"thing``s` (`plain`, `small`)"#)
        expectSQL(
            table.createIndex(table.indexes[1]),
            sqlite:
                #"CREATE UNIQUE INDEX "ix_partial" ON "every""thing`s" ("key") WHERE ("flag" = 1 and "status" = 'it''s lost' and "key" is not null)"#,
            postgresql:
                #"CREATE UNIQUE INDEX "ix_partial" ON "every""thing`s" ("key") WHERE ("flag" = true and "status" = 'it''s lost' and "key" is not null)"#,
            odd:
                #"CREATE UNIQUE INDEX `ix_partial` ON `every"thing``s` (`key`) WHERE (`flag` = TRUE_ and `status` = 'it''s lost' and `key` is not null)"#
        )
        #expect(table.definition.count == 3)
    }

    @Test func anIndexEndsWithTheKeyWhereItDoesNotByItself() throws {
        let table = Orders()
        let byAmount = index("ix_amount").on(table.amount).thenBy(table.id).where(isNotNull(table.note))
        expectSQL(
            table.createIndex(byAmount),
            sqlite: #"CREATE INDEX "ix_amount" ON "orders" ("amount") WHERE "note" is not null"#,
            postgresql: #"CREATE INDEX "ix_amount" ON "orders" ("amount", "id") WHERE "note" is not null"#,
            odd: "CREATE INDEX `ix_amount` ON `orders` (`amount`, `id`) WHERE `note` is not null"
        )
    }

    @Test func makesATableWithConstraints() async throws {
        expectSQL(
            Lines().createTable,
            sqlite: #"""
                CREATE TABLE "lines" (
                    "order_id" integer NOT NULL,
                    "position" integer NOT NULL,
                    "label" text DEFAULT (upper('a')),
                    PRIMARY KEY ("order_id", "position"),
                    UNIQUE ("label"),
                    CHECK (("position" > 0 and "label" <> 'it''s')),
                    FOREIGN KEY ("label") REFERENCES "pairs" ("name") ON DELETE CASCADE
                )
                """#,
            postgresql: #"""
                CREATE TABLE "lines" (
                    "order_id" bigint NOT NULL,
                    "position" integer NOT NULL,
                    "label" text DEFAULT (upper('a')),
                    PRIMARY KEY ("order_id", "position"),
                    UNIQUE ("label"),
                    CHECK (("position" > 0 and "label" <> 'it''s')),
                    FOREIGN KEY ("label") REFERENCES "pairs" ("name") ON DELETE CASCADE
                )
                """#,
            odd: #"""
                CREATE TABLE `lines` (
                    `order_id` BIGINT_ NOT NULL,
                    `position` INTEGER_ NOT NULL,
                    `label` TEXT_ DEFAULT (upper('a')),
                    PRIMARY KEY (`order_id`, `position`),
                    UNIQUE (`label`),
                    CHECK ((`position` > 0 and `label` <> 'it''s')),
                    FOREIGN KEY (`label`) REFERENCES `pairs` (`name`) ON DELETE CASCADE
                )
                """#)
        let database = try await SQLiteDatabase.inMemory()
        try await database.transaction { connection in
            try await connection.run(Pairs().createTable)
            try await connection.run(Lines().createTable)
        }
        await database.close()
    }

    @Test func aDefaultThatIsNoNumberIsAnError() {
        #expect(throws: SQLRenderingError(.numberIsNotFinite)) { try Infinite().createTable.rendered(for: .sqlite) }
    }

    @Test func dropsAnIndexUnderTheNameThatItWasMadeWith() throws {
        let name = String(repeating: "n", count: 80)
        let table = Pairs()
        let made = try table.createIndex(index(name).on(table.name)).rendered(for: .postgresql).description
        let dropped = try table.dropIndex(name).rendered(for: .postgresql).description
        #expect(made.contains("INDEX \"\(PostgreSQLDialect().indexName(name))\""))
        #expect(dropped == "DROP INDEX \"\(PostgreSQLDialect().indexName(name))\"")
    }
}
