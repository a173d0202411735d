-- Calls a path with random ones of the values in a file: wrk ... -- PATH FILE
local requests = {}

function init(args)
  for value in io.lines(args[2]) do
    requests[#requests + 1] = wrk.format("GET", args[1] .. value)
  end
  math.randomseed(os.time())
end

function request()
  return requests[math.random(#requests)]
end
