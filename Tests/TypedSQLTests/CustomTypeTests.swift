import Foundation
import PostgreSQLDriver
import PostgreSQLTestServer
import SQLiteDriver
import Testing
import TypedSQL
import TypedSQLFoundation

private enum Level: String, CaseIterable, SQLRawValue { case low, high }
private enum Rank: Int, SQLRawValue { case first = 1, second }

private struct Address: SQLCodable, Hashable {
    var city: String
    var lines: [String]
}

private struct Invoices: Table {
    let tableName = "invoices"
    let id = column("id", as: UUID.self).primaryKey()
    let paidAt = column("paid_at", as: Date.self)
    let total = column("total", as: Decimal.self)
    let scan = column("scan", as: Data.self)
    let address = column("address", as: Address.self)
    let level = column("level", as: Level.self)
    let rank = column("rank", as: Rank.self)
}

@Suite struct CustomTypeTests {
    @Test func valuesComeBackAndAreFoundOnSQLite() async throws {
        let database = try await SQLiteDatabase.inMemory()
        try await database.transaction { try await Self.check($0) }
        await database.close()
    }

    @Test func valuesComeBackAndAreFoundOnPostgreSQL() async throws {
        let database = try await TestServer.shared.value.database()
        try await database.transaction { try await Self.check($0) }
        await database.close()
    }

    private static func check(_ connection: some SQLConnection) async throws {
        let invoices = Invoices()
        try await connection.run(invoices.createTable)
        let times = [0, 1_764_279_600.123456, -86_400.5, 951_782_400, -62_000_000_000, 4_102_444_799.999999]
        for (position, time) in times.enumerated() {
            let (id, date, total) = (UUID(), Date(timeIntervalSince1970: time), Decimal(position) / 8)
            let (scan, address) = (Data([0, 10, 255]), Address(city: "Zürich \(position)", lines: ["a/b", "'\""]))
            try await connection.run(
                insert(invoices).values {
                    $0.id = id
                    $0.paidAt = date
                    $0.total = total
                    $0.scan = scan
                    $0.address = address
                    $0.level = .high
                    $0.rank = .second
                }
            )
            let row = try #require(
                try await connection.first(
                    select(invoices.id, invoices.paidAt, invoices.total, invoices.scan, invoices.address)
                        .from(invoices).where(eq(invoices.id, id))
                )
            )
            #expect(row.0 == id)
            let stored = try #require(row.1)
            #expect(abs(stored.timeIntervalSince(date)) < 0.000_001)
            #expect(row.2 == total)
            #expect(row.3 == scan)
            #expect(row.4 == address)
            func found(_ condition: Condition<Invoices>) async throws -> [UUID] {
                try await connection.all(select(invoices.id).from(invoices).where(condition))
            }
            #expect(try await found(eq(invoices.paidAt, date)) == [id])
            #expect(try await found(inArray(invoices.id, [id, UUID()])) == [id])
            #expect(try await found(inArray(invoices.paidAt, [date])) == [id])
            #expect(try await found(eq(invoices.total, total)) == [id])
            #expect(try await found(inArray(invoices.total, [total, 77])) == [id])
            #expect(try await found(eq(invoices.address, address)) == [id])
            #expect(try await found(inArray(invoices.address, [address])) == [id])
            #expect(try await found(and(inArray(invoices.scan, [scan]), eq(invoices.id, id))) == [id])
            #expect(
                try await found(and(eq(invoices.level, .high), eq(invoices.rank, .second), eq(invoices.id, id))) == [id]
            )
            #expect(try await found(and(inArray(invoices.rank, [.first]), eq(invoices.id, id))) == [])
            try await connection.run(
                update(invoices).set {
                    $0.paidAt = when(eq(invoices.level, .high), then: date).otherwise(Date(timeIntervalSince1970: 1))
                    $0.rank = when(eq(invoices.level, .low), then: Rank.first).otherwise(.second)
                }.where(eq(invoices.id, id))
            )
            #expect(try await found(eq(invoices.paidAt, date)) == [id])
        }
        let sorted = try await connection.all(select(invoices.paidAt).from(invoices).orderBy(asc(invoices.paidAt)))
        let micros = { (time: Double) in Int64((time * 1_000_000).rounded()) }
        #expect(sorted.compactMap { $0.map { micros($0.timeIntervalSince1970) } } == times.sorted().map(micros))
    }
}
