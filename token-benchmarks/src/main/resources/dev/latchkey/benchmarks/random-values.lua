-- Calls a path with random ones of the values in a file: wrk ... -- PATH FILE HOW
-- HOW is query, and the value stands behind the path; or bearer, and it is the token of a request that a gateway asks about.
local requests = {}

local function asking(path, value)
  return wrk.format("GET", path, {
    ["Authorization"] = "Bearer " .. value,
    ["X-Original-Method"] = "GET",
    ["X-Original-URI"] = "/orders/7",
  })
end

function init(args)
  for value in io.lines(args[2]) do
    if args[3] == "bearer" then
      requests[#requests + 1] = asking(args[1], value)
    else
      requests[#requests + 1] = wrk.format("GET", args[1] .. value)
    end
  end
  math.randomseed(os.time())
end

function request()
  return requests[math.random(#requests)]
end
