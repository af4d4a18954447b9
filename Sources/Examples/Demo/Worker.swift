import DurableExecutionStorage

/// The process that draws, until it is killed. It knows nothing about that.
struct Worker {
    let database: String

    func run() async throws {
        let storage = try await DemoDatabase(path: database).storage
        var configuration = DurableExecutor.Configuration()
        configuration.maxConcurrentTaskExecutions = 5
        // How soon the work of a killed process is taken over.
        configuration.leaseDuration = .milliseconds(800)
        configuration.pollInterval = .milliseconds(100)
        let executor = try DurableExecutor(storage: storage, configuration: configuration)
        try PictureTasks().register(with: executor)
        try await executor.start()
        while !Task.isCancelled { try await Task.sleep(for: .seconds(60)) }
    }
}
