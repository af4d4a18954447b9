import Foundation

/// A picture that is drawn by a tree of durable tasks, while their process is killed.
///
/// Started without arguments, the program shows the picture and starts a worker, which is the same program. It kills the worker
/// twice with SIGKILL and starts another one each time.
@main
struct Demo {
    static func main() async {
        do {
            switch CommandLine.arguments.dropFirst() {
            case []: try await Show(database: try DemoDatabase.defaultPath()).run()
            case let arguments where arguments.count == 2 && arguments.first == "worker":
                try await Worker(database: arguments[2]).run()
            default: fail("unexpected arguments: start the demo without any", status: 64)
            }
        } catch {
            fail("\(error)", status: 2)
        }
    }

    private static func fail(_ message: String, status: Int32) -> Never {
        FileHandle.standardError.write(Data("demo: \(message)\n".utf8))
        exit(status)
    }
}
