package partnerhub

// LoadInBlocks is Load with blocks of another size.
var LoadInBlocks = load
