module atomctl.test/workload

go 1.26
