import Foundation
import PostgreSQLDriver
import PostgreSQLTestServer
import Testing
import TypedSQL

/// A server with a certificate of its own, which takes nothing unencrypted but by its socket.
@Suite(.serialized) struct TLSTests {
    private static let server = SharedServer(.server, options: ["--tls", "-c", "fsync=off"])

    /// How the server is reached over the network.
    private func database(
        _ options: String, host: String = "localhost", user: String = "durable"
    ) async throws -> PostgreSQLDatabase {
        let string = try await Self.server.value.connectionString
        let folder = string.split(separator: " ")[0].dropFirst("host=".count)
        let rest = string.split(separator: " ").dropFirst().joined(separator: " ")
            .replacing("user=durable", with: "user=\(user)")
        let complete = "host=\(host) \(rest) \(options.replacing("FOLDER", with: folder))"
        return try PostgreSQLDatabase(complete)
    }

    private func isEncrypted(_ database: PostgreSQLDatabase) async throws -> Bool {
        let sql: SQL = "select ssl from pg_stat_ssl where pid = pg_backend_pid()"
        defer { Task { await database.close() } }
        return try await database.read { try await $0.values(sql, as: Bool.self) } == [true]
    }

    private func refusal(_ database: PostgreSQLDatabase) async -> PostgreSQLError? {
        let error = await #expect(throws: PostgreSQLError.self) { try await isEncrypted(database) }
        return error
    }

    @Test(arguments: [
        "sslmode=verify-full sslrootcert=FOLDER/server.crt", "sslmode=verify-ca sslrootcert=FOLDER/server.crt",
        "sslmode=require", "sslmode=prefer", "",
    ])
    func theConnectionIsEncryptedBy(_ options: String) async throws {
        #expect(try await isEncrypted(database(options)))
    }

    @Test func aServerWithAnotherCertificateIsRefused() async throws {
        let error = try await refusal(database("sslmode=verify-full sslrootcert=FOLDER/other.crt"))
        #expect(error?.code == .certificateRefused)
        #expect(error?.message.contains("certificate verify failed") == true)
    }

    @Test func aServerOfAnotherNameIsRefused() async throws {
        let options = "sslmode=verify-full sslrootcert=FOLDER/server.crt"
        let error = try await refusal(database(options, host: "127.0.0.1"))
        #expect(error?.code == .certificateRefused)
        #expect(error?.message.contains("does not match host name") == true)
    }

    @Test func aRootCertificateThatIsMissingIsSaid() async throws {
        let error = try await refusal(database("sslmode=verify-full sslrootcert=FOLDER/none.crt"))
        #expect(error?.code == .certificateRefused)
        #expect(error?.message.contains("none.crt") == true)
    }

    @Test func aServerThatAsksForEncryptionIsNotReachedWithoutIt() async throws {
        let error = try await refusal(database("sslmode=disable"))
        #expect(error?.code == .authenticationFailed)
        #expect(error?.message.contains("no encryption") == true)
    }

    @Test func aPasswordIsTakenAndAWrongOneIsNotShown() async throws {
        let owner = try await PostgreSQLDatabase(Self.server.value.connectionString)
        try await owner.single { _ = try await $0.run("drop role if exists guarded") }
        try await owner.single { _ = try await $0.run("create role guarded login password 'the right one'") }
        await owner.close()
        #expect(try await isEncrypted(database("password='the right one'", user: "guarded")))
        let error = try await refusal(database("password=hunter2", user: "guarded"))
        #expect(error?.code == .authenticationFailed)
        #expect(error?.message.contains("password authentication failed for user \"guarded\"") == true)
        var dumped = ""
        dump(error, to: &dumped)
        for text in [error.map { "\($0)" } ?? "", String(reflecting: error), dumped] {
            #expect(!text.contains("hunter2"))
        }
    }
}
