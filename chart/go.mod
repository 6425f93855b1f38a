module github.com/partnerhub/partnerhub/chart

go 1.26.0

require (
	github.com/partnerhub/partnerhub v0.0.0-00010101000000-000000000000
	github.com/stretchr/testify v1.12.1
)

require (
	github.com/shopspring/decimal v1.6.0 // indirect
	go.yaml.in/yaml/v3 v3.0.5 // indirect
)

replace github.com/partnerhub/partnerhub => ../
