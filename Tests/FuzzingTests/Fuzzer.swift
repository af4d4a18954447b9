import CLibFuzzer
import Foundation

/// Fuzzes one target: the arguments are its name, and those of libFuzzer.
@main struct Fuzzer {
    static func main() {
        guard CommandLine.argc > 1, FuzzTarget(rawValue: CommandLine.arguments[1]) != nil else {
            print("usage: fuzz \(FuzzTarget.allCases.map(\.rawValue).joined(separator: "|")) [libFuzzer's arguments]")
            exit(2)
        }
        // libFuzzer takes the first argument for the program's name.
        var count = CommandLine.argc - 1
        var arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = CommandLine.unsafeArgv + 1
        let status = LLVMFuzzerRunDriver(&count, &arguments) { data, size in
            Fuzzer.feed(UnsafeBufferPointer(start: data, count: size))
            return 0
        }
        exit(status)
    }

    private static let target = FuzzTarget(rawValue: CommandLine.arguments[1])

    private static func feed(_ bytes: UnsafeBufferPointer<UInt8>) {
        do {
            try target?.feed(bytes)
        } catch {
            // A crash is what libFuzzer takes for a finding.
            fatalError("\(error)")
        }
    }
}
