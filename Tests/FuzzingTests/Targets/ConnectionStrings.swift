import DurableExecution
import PostgreSQLDriver

@testable import durable

/// Where a database is, as users write it. What is shown of it must not have the password in it.
enum ConnectionStrings {
    private static let password = "Pa55-w0rd"

    static func feed(_ bytes: UnsafeBufferPointer<UInt8>) throws {
        let text = String(decoding: bytes, as: UTF8.self)
        _ = try? PostgreSQLDatabase(text)
        for address in [text, "postgresql://user:\(password)@\(text)", "postgresql://user:\(password)\(text)"] {
            guard let address = try? DatabaseAddress(address) else { continue }
            if !text.contains(password), case .server = address, address.shown.contains(password) {
                throw FuzzViolation(message: "the password is shown: \(address.shown)")
            }
        }
        do {
            _ = try PostgreSQLDatabase("host=/tmp password=\(password)\(text)")
        } catch {
            if !text.contains(password), "\(error)".contains(password) {
                throw FuzzViolation(message: "the password is part of the error: \(error)")
            }
        }
    }
}
